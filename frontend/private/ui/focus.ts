import type { ITimeoutService } from 'angular';

/** The service `focus`: moves the focus to the first match of a selector in an element, after it is rendered. */
export type Focus = (within: JQLite, selector: string) => void;

export function focus($timeout: ITimeoutService): Focus {
  return (within, selector) => {
    $timeout(() => within[0]!.querySelector<HTMLElement>(selector)?.focus(), 0, false);
  };
}
focus.$inject = ['$timeout'];
