import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Running, run } from '../../../test/application';
import { computer } from '../../computer/computer';
import type { Toasts } from './toasts';

describe('toasts', () => {
  let app: Running;
  let toasts: Toasts;
  const texts = () => app.all('.toast b').map((title) => title.textContent);
  const wait = (ms: number) => {
    app.injector.get<angular.ITimeoutService>('$timeout').flush(ms);
    app.settle();
  };

  beforeEach(() => {
    app = run([computer], '/nowhere');
    app.answer();
    toasts = app.injector.get<Toasts>('toasts');
  });
  afterEach(() => app.stop());

  it('go after six seconds, errors stay', () => {
    toasts.success('Saved.');
    toasts.error('Broken.');
    app.settle();
    expect(app.all('.toast').map((toast) => toast.getAttribute('role'))).toEqual(['status', 'alert']);
    wait(6000);
    expect(texts()).toEqual(['Broken.']);
  });

  it('wait while someone reads them', () => {
    toasts.success('Saved.');
    toasts.pause();
    app.settle();
    wait(60_000);
    expect(texts()).toEqual(['Saved.']);
  });

  it('are three at most, and errors are the last to go', () => {
    toasts.error('Broken.');
    for (const title of ['1', '2', '3']) toasts.success(title);
    app.settle();
    expect(texts()).toEqual(['Broken.', '2', '3']);
  });

  it('are reached with F8', () => {
    toasts.error('Broken.');
    app.settle();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'F8', bubbles: true }));
    expect(document.activeElement).toBe(app.find('.toast button'));
  });
});
