import type { IPromise } from 'angular';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LostResponse } from './failure';
import { reconcile } from './reconcile';

const failed = (method: string, status: number, data: object = {}) =>
  Promise.reject({ status, data, config: { method, url: '/api/x' } }) as never as IPromise<string>;
const resolved = <T>(value: T) => Promise.resolve(value) as never as IPromise<T>;
const lost = () => failed('POST', -1);

describe('reconcile', () => {
  const read = vi.fn<() => IPromise<string | undefined>>();
  const onReconnect = vi.fn<() => void>();
  const adviceOf = (request: IPromise<string>) =>
    (request as never as Promise<string>).catch((reason: LostResponse) => reason.advice);

  beforeEach(() => {
    vi.useFakeTimers();
    read.mockReset();
    onReconnect.mockReset();
  });
  afterEach(() => void vi.useRealTimers());

  it('resolves with the response, and reads nothing', async () => {
    expect(await reconcile(resolved('done'), read)).toBe('done');
    expect(read).not.toHaveBeenCalled();
  });

  it('rejects with a response that says that nothing was done, and reads nothing', async () => {
    await expect(reconcile(failed('POST', 400), read)).rejects.toMatchObject({ status: 400 });
    expect(read).not.toHaveBeenCalled();
  });

  it('resolves with the stored state when that proves that the request was carried out', async () => {
    read.mockReturnValueOnce(resolved('stored'));
    expect(await reconcile(lost(), read)).toBe('stored');
  });

  it('rejects with advice when the stored state does not prove it', async () => {
    read.mockReturnValue(resolved(undefined));
    expect(await adviceOf(reconcile(lost(), read))).toBe('The page shows what is stored now.');
    expect(await adviceOf(reconcile(lost(), read, { advice: 'Try again.' }))).toBe('Try again.');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(read).toHaveBeenCalledTimes(2);
  });

  describe('when the state cannot be read either', () => {
    const start = async (...failures: number[]) => {
      for (const status of failures) read.mockImplementationOnce(() => failed('GET', status));
      read.mockImplementation(() => resolved('stored'));
      expect(await adviceOf(reconcile(lost(), read, { advice: 'Try again.', onReconnect }))).toBe(
        'Load the page again to see whether it was done. Try again.',
      );
      expect(read).toHaveBeenCalledTimes(1);
    };

    it.each([-1, 502, 504])('reads again until the server answers: %i', async (unanswered) => {
      await start(unanswered, unanswered);
      await vi.advanceTimersByTimeAsync(3000);
      expect(read).toHaveBeenCalledTimes(2);
      expect(onReconnect).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(3000);
      expect(read).toHaveBeenCalledTimes(3);
      expect(onReconnect).toHaveBeenCalledTimes(1);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(read).toHaveBeenCalledTimes(3);
    });

    it.each([401, 404, 429, 500, 503])(
      'does not read again when the server answered with an error: %i',
      async (status) => {
        await start(status);
        await vi.advanceTimersByTimeAsync(60_000);
        expect(read).toHaveBeenCalledTimes(1);
        expect(onReconnect).not.toHaveBeenCalled();
      },
    );

    it('stops reading when the server answers with an error later', async () => {
      await start(-1, 503);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(read).toHaveBeenCalledTimes(2);
      expect(onReconnect).toHaveBeenCalledTimes(1);
    });

    it('gives up after two minutes', async () => {
      await start(...Array.from({ length: 50 }, () => -1));
      await vi.advanceTimersByTimeAsync(10 * 60_000);
      expect(read).toHaveBeenCalledTimes(41);
      expect(onReconnect).not.toHaveBeenCalled();
    });
  });
});
