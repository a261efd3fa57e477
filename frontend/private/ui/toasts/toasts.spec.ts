import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestApplication, run } from '../../../test/application';
import { computer } from '../../computer/computer';
import type { Toasts } from './toasts';

describe('toasts', () => {
  let app: TestApplication;
  let toasts: Toasts;
  const texts = () => app.all('.toast b').map((title) => title.textContent);
  const wait = (ms: number) => {
    app.injector.get<angular.ITimeoutService>('$timeout').flush(ms);
    app.digest();
  };

  beforeEach(() => {
    app = run([computer], '/nowhere');
    app.flush();
    toasts = app.injector.get<Toasts>('toasts');
  });
  afterEach(() => app.stop());

  it('disappear after six seconds, except errors', () => {
    toasts.success('Saved.');
    toasts.error('Broken.');
    app.digest();
    expect(app.all('.toast').map((toast) => toast.getAttribute('role'))).toEqual(['status', 'alert']);
    wait(6000);
    expect(texts()).toEqual(['Broken.']);
  });

  it('stay while the pointer is over them', () => {
    toasts.success('Saved.');
    toasts.pause();
    app.digest();
    wait(60_000);
    expect(texts()).toEqual(['Saved.']);
  });

  it('are at most three, and errors are removed last', () => {
    toasts.error('Broken.');
    for (const title of ['1', '2', '3']) toasts.success(title);
    app.digest();
    expect(texts()).toEqual(['Broken.', '2', '3']);
  });

  it('get the focus with F8', () => {
    toasts.error('Broken.');
    app.digest();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'F8', bubbles: true }));
    expect(document.activeElement).toBe(app.find('.toast button'));
  });
});
