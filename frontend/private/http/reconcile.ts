import type { IPromise } from 'angular';
import { isOutcomeUnknown, isResponse, type LostResponse } from './failure';

const shown = 'The page shows what is stored now.';
const hidden = 'Load the page again to see whether it was done.';

const retryDelay = 3000;
const retries = 40;

/** Looks until the server answers again, for two minutes at most, so that the page shows what is stored then. */
function lookAgain(look: () => IPromise<unknown>, left = retries): void {
  if (left === 0) return;
  setTimeout(() => {
    look().catch(() => lookAgain(look, left - 1));
  }, retryDelay);
}

/**
 * Waits for the answer to a request that changes something. When the answer is lost, looks what is stored now, so that
 * nobody is told that nothing was done although it was.
 *
 * @param look reads what is stored, and shows it; the answer when that tells that the request was carried out
 * @param advice what to do when it does not tell
 */
export function settle<T>(request: IPromise<T>, look: () => IPromise<T | undefined>, advice?: string): IPromise<T> {
  return request.catch((reason: unknown) => {
    if (!isResponse(reason) || !isOutcomeUnknown(reason)) throw reason;
    return look().then(
      (found) => {
        if (found === undefined) throw { ...reason, advice: advice ?? shown } satisfies LostResponse;
        return found;
      },
      () => {
        lookAgain(look);
        throw { ...reason, advice: [hidden, advice].filter(Boolean).join(' ') } satisfies LostResponse;
      },
    );
  });
}
