import type { StateService, Transition, TransitionService } from '@uirouter/core';
import { RejectType, type Rejection } from '@uirouter/core';
import type { Dialogs } from '../ui/dialogs/dialogs';
import { transitionCancelled, type UnsavedChanges } from '../ui/dialogs/unsaved-changes';

/**
 * The hooks of UI-Router's transitions: ask before unsaved changes are lost, set the document title, and move the focus
 * to the heading.
 */
export function transitionHooks(
  $transitions: TransitionService,
  $state: StateService,
  $timeout: angular.ITimeoutService,
  $location: angular.ILocationService,
  $rootScope: angular.IRootScopeService,
  unsavedChanges: UnsavedChanges,
  dialogs: Dialogs,
): void {
  const isFromUrl = (transition: Transition): boolean => transition.originalTransition().options().source === 'url';
  // The browser has already gone back. UI-Router would replace the history entry that it went back to, and the next
  // step back would leave the application. So the URL of this view becomes a new history entry.
  const stay = (transition: Transition): false => {
    if (isFromUrl(transition)) $location.url($state.href($state.current, $state.params));
    $timeout(() => $rootScope.$broadcast(transitionCancelled), 0);
    return false;
  };

  $transitions.onBefore({}, (transition) => {
    // A dialog belongs to the page below it: going back dismisses the dialog, and the page stays.
    if (isFromUrl(transition) && dialogs.dismissTopmost()) return stay(transition);
    if (transition.dynamic()) {
      // A dynamic parameter, such as the page of a list, keeps the view; the id of another row does not.
      const keepsView = !('id' in transition.paramsChanged()) || transition.options().custom?.keepsView === true;
      return keepsView || $state.target(transition.to(), transition.params(), { reload: true });
    }
    if (transition.exiting().length === 0) return true;
    const confirmed = unsavedChanges.confirmLeaving().then((leave) => leave || stay(transition));
    return confirmed as Promise<boolean>; // UI-Router takes promises of both kinds
  });

  let first = true;
  $transitions.onSuccess({}, (transition) => {
    if (transition.entering().length === 0) return;
    const title: string | ((params: object) => string) = transition.to().data?.title ?? 'Not found';
    document.title = `${typeof title === 'string' ? title : title(transition.params())} – Flangular`;
    if (first) {
      first = false;
      return;
    }
    window.scrollTo(0, 0);
    // Screen readers announce the new view, and Tab continues from there.
    $timeout(() => document.querySelector<HTMLElement>('#main h1')?.focus({ preventScroll: true }), 0, false);
  });

  // A transition that the user cancelled, or that a newer one superseded, is not an error.
  $state.defaultErrorHandler((rejection: Rejection) => {
    const harmless = [RejectType.ABORTED, RejectType.SUPERSEDED, RejectType.IGNORED];
    if (!harmless.includes(rejection.type)) console.error(rejection);
  });
}
transitionHooks.$inject = [
  '$transitions',
  '$state',
  '$timeout',
  '$location',
  '$rootScope',
  'unsavedChanges',
  'dialogs',
];
