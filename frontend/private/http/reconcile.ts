import type { IPromise } from 'angular';
import { isOutcomeUnknown, isResponse, isUnanswered, type LostResponse } from './failure';

const shown = 'The page shows what is stored now.';
const hidden = 'Load the page again to see whether it was done.';

const retryDelay = 3000;
const retries = 40;

/** What else there is to do when the response to a request was lost. */
export interface ReconcileOptions {
  /** What the user can do when the state does not prove that the request was carried out. */
  readonly advice?: string | undefined;
  /** Called when the server could not be reached at first, and has answered later. */
  readonly onReconnect?: (() => void) | undefined;
}

/**
 * Waits for the response to a request that changes something. When the response is lost, reads the stored state, so
 * that nobody is told that nothing was done although it was. While the server cannot be reached, reads again every
 * three seconds, for two minutes at most, so that the page shows the stored state as soon as possible.
 *
 * @param read reads the state that is stored now, and shows it; resolves with the result of the request when the state
 *     proves that it was carried out
 * @returns the result of the request; rejects with a {@link LostResponse} when the state does not prove it
 */
export function reconcile<T>(
  request: IPromise<T>,
  read: () => IPromise<T | undefined>,
  { advice, onReconnect }: ReconcileOptions = {},
): IPromise<T> {
  return request.catch((reason: unknown) => {
    if (!isResponse(reason) || !isOutcomeUnknown(reason)) throw reason;
    return read().then(
      (result) => {
        if (result === undefined) throw { ...reason, advice: advice ?? shown } satisfies LostResponse;
        return result;
      },
      (failure: unknown) => {
        if (isUnanswered(failure)) readLater(read, onReconnect);
        throw { ...reason, advice: [hidden, advice].filter(Boolean).join(' ') } satisfies LostResponse;
      },
    );
  });
}

/** Reads again until the server answers. An error is an answer too: then the page shows what it has. */
function readLater(read: () => IPromise<unknown>, onReconnect?: () => void, left = retries): void {
  if (left === 0) return;
  setTimeout(() => {
    read().then(
      () => onReconnect?.(),
      (failure: unknown) => {
        if (!isResponse(failure)) throw failure;
        if (isUnanswered(failure)) readLater(read, onReconnect, left - 1);
        else onReconnect?.();
      },
    );
  }, retryDelay);
}
