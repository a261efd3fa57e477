import angular from 'angular';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TestApplication, run } from '../../../test/application';
import { computer } from '../../computer/computer';

describe('fl-copy', () => {
  let app: TestApplication;
  let writeText: ReturnType<typeof vi.fn>;

  beforeEach(() => {
    writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal('navigator', { onLine: true, clipboard: { writeText } });
    app = run([computer], '/nowhere');
    app.flush();
    const button = angular.element('<fl-copy text="\'secret\'" label="Copy"></fl-copy>');
    angular.element(app.find('main')).append(app.injector.get('$compile')(button)(app.injector.get('$rootScope')));
    app.digest();
  });
  afterEach(() => {
    app.stop();
    vi.unstubAllGlobals();
  });

  const press = async () => {
    app.click(app.button('Copy'));
    await new Promise((resolve) => setTimeout(resolve));
    app.digest();
  };

  it('copies the text, and confirms it for a while', async () => {
    await press();
    expect(writeText).toHaveBeenCalledWith('secret');
    expect(app.text('fl-copy button')).toBe('Copied');
    expect(app.text('fl-copy [role=status]')).toBe('Copied.');
    app.injector.get<angular.ITimeoutService>('$timeout').flush(2000);
    expect(app.text('fl-copy button')).toBe('Copy');
  });

  it('advises when the browser does not allow it', async () => {
    writeText.mockRejectedValue(new Error('not allowed'));
    await press();
    expect(app.text('.toast')).toContain('Not copied. The browser does not allow it.');
  });

  it('advises when there is no clipboard', async () => {
    vi.stubGlobal('navigator', { onLine: true });
    await press();
    expect(app.text('.toast')).toContain('Not copied.');
  });
});
