import type { IIntervalService, IPromise, ITimeoutService } from 'angular';
import { isOtherUser, isResponse } from '../http/failure';
import type { DialogBindings } from '../ui/dialogs/dialogs';
import type { UnsavedChanges } from '../ui/dialogs/unsaved-changes';
import type { Navigation } from '../ui/navigation';
import { pageCookie } from './page-cookie';
import type { LogInFailure, Session, User } from './session';
import template from './session-dialog.html?raw';

/**
 * "Your session has ended", or "Someone else has logged in": asks for the password on the spot, and for the code where
 * one is needed. Closes with the user who logged in, here or in another tab.
 */
class SessionDialogController {
  static readonly $inject = ['$element', '$interval', '$timeout', 'navigation', 'session', 'unsavedChanges'];
  readonly resolve!: DialogBindings<{ email: string; otherUser: boolean }, User>['resolve'];
  readonly close!: DialogBindings<unknown, User>['close'];
  password = '';
  code = '';
  error = '';
  busy = false;
  /** Set while the code is asked for. */
  challenge: string | undefined;
  /** Whether somebody else is logged in in this browser now. */
  otherUser = false;
  private seen: string | undefined;
  private watching: IPromise<unknown> | undefined;

  constructor(
    private readonly $element: JQLite,
    private readonly $interval: IIntervalService,
    private readonly $timeout: ITimeoutService,
    private readonly navigation: Navigation,
    private readonly session: Session,
    readonly unsavedChanges: UnsavedChanges,
  ) {}

  $onInit(): void {
    this.otherUser = this.resolve.otherUser;
    this.seen = pageCookie().value;
    this.watching = this.$interval(() => this.lookForLogIn(), 1000, 0, false);
  }

  $onDestroy(): void {
    if (this.watching) this.$interval.cancel(this.watching);
  }

  submit(): void {
    if (this.busy) return;
    if (this.challenge === undefined) this.givePassword();
    else this.giveCode(this.challenge);
  }

  someoneElse(): void {
    this.unsavedChanges.confirmDiscarding().then((leave) => {
      if (!leave) return;
      if (this.otherUser) this.navigation.reload();
      else this.session.goToLogin();
    });
  }

  /** Somebody has logged in in another tab when the cookie is there again, or is another one. */
  private lookForLogIn(): void {
    const { value } = pageCookie();
    if (value === this.seen || this.busy) return;
    this.seen = value;
    if (value === undefined) return;
    this.session.recall().then(
      (user) => this.close({ $value: user }),
      (reason: unknown) => {
        if (isResponse(reason)) this.otherUser = isOtherUser(reason);
      },
    );
  }

  private givePassword(): void {
    if (this.password === '') {
      this.refuse('Enter your password.');
      return;
    }
    this.wait(this.session.logIn(this.resolve.email, this.password), (step) => {
      if ('user' in step) this.close({ $value: step.user });
      else this.askForCode(step.challenge);
    });
  }

  private giveCode(challenge: string): void {
    if (this.code.trim() === '') {
      this.refuse('Enter the code.');
      return;
    }
    this.wait(this.session.confirm(challenge, this.code.trim()), (user) => this.close({ $value: user }));
  }

  private askForCode(challenge: string): void {
    this.challenge = challenge;
    this.password = '';
    this.code = '';
    this.error = '';
    this.focus();
  }

  private wait<T>(answer: IPromise<T>, done: (answer: T) => void): void {
    this.busy = true;
    answer
      .then(done, (failure: LogInFailure) => {
        // After a code that came too late it begins anew; after a failure of the network the code may be sent again.
        if (failure.status === 401) this.challenge = failure.challenge;
        this.refuse(`${failure.title} ${failure.text}`.trim());
      })
      .finally(() => (this.busy = false));
  }

  private refuse(error: string): void {
    this.error = error;
    this.focus();
  }

  private focus(): void {
    this.$timeout(
      () => {
        const input = this.$element[0]!.querySelector<HTMLInputElement>('#session-code, #session-password');
        input?.focus();
        input?.select();
      },
      0,
      false,
    );
  }
}

export const sessionDialog: angular.IComponentOptions = {
  template,
  bindings: { resolve: '<', close: '&', dismiss: '&' },
  controller: SessionDialogController,
};
