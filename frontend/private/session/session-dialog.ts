import type { IIntervalService, IPromise, ITimeoutService } from 'angular';
import { isOtherUser, isResponse } from '../http/failure';
import type { DialogBindings } from '../ui/dialogs/dialogs';
import type { UnsavedChanges } from '../ui/dialogs/unsaved-changes';
import type { Navigation } from '../ui/navigation';
import { pageCookie } from './page-cookie';
import type { LogInFailure, Session, User } from './session';
import template from './session-dialog.html?raw';

/**
 * The log-in dialog, shown when the session has ended or belongs to another user. It asks for the password, and for a
 * code if the second factor is on. Closes with the user who logged in, here or in another tab.
 */
class SessionDialogController {
  static readonly $inject = ['$element', '$interval', '$timeout', 'navigation', 'session', 'unsavedChanges'];
  readonly resolve!: DialogBindings<{ email: string; otherUser: boolean }, User>['resolve'];
  readonly close!: DialogBindings<unknown, User>['close'];
  password = '';
  code = '';
  error = '';
  busy = false;
  /** Set while the dialog asks for the code. */
  challenge: string | undefined;
  /** Whether another user is logged in in this browser now. */
  otherUser = false;
  private lastCookie: string | undefined;
  private cookieTimer: IPromise<unknown> | undefined;

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
    this.lastCookie = pageCookie().value;
    this.cookieTimer = this.$interval(() => this.detectLogIn(), 1000, 0, false);
  }

  $onDestroy(): void {
    if (this.cookieTimer) this.$interval.cancel(this.cookieTimer);
  }

  submit(): void {
    if (this.busy) return;
    if (this.challenge === undefined) this.submitPassword();
    else this.submitCode(this.challenge);
  }

  switchUser(): void {
    this.unsavedChanges.confirmDiscarding().then((leave) => {
      if (!leave) return;
      if (this.otherUser) this.navigation.reload();
      else this.session.goToLogin();
    });
  }

  /** Detects a log-in in another tab: the cookie exists again, or has changed. */
  private detectLogIn(): void {
    const { value } = pageCookie();
    if (value === this.lastCookie || this.busy) return;
    this.lastCookie = value;
    if (value === undefined) return;
    this.session.fetchUser().then(
      (user) => this.close({ $value: user }),
      (reason: unknown) => {
        if (isResponse(reason)) this.otherUser = isOtherUser(reason);
      },
    );
  }

  private submitPassword(): void {
    if (this.password === '') {
      this.showError('Enter your password.');
      return;
    }
    this.send(this.session.logIn(this.resolve.email, this.password), (step) => {
      if ('user' in step) this.close({ $value: step.user });
      else this.askForCode(step.challenge);
    });
  }

  private submitCode(challenge: string): void {
    if (this.code.trim() === '') {
      this.showError('Enter the code.');
      return;
    }
    this.send(this.session.submitCode(challenge, this.code.trim()), (user) => this.close({ $value: user }));
  }

  private askForCode(challenge: string): void {
    this.challenge = challenge;
    this.password = '';
    this.code = '';
    this.error = '';
    this.focus();
  }

  private send<T>(answer: IPromise<T>, done: (answer: T) => void): void {
    this.busy = true;
    answer
      .then(done, (failure: LogInFailure) => {
        // Without a new challenge the log-in starts again. After another failure the code can be sent again.
        if (failure.status === 401) this.challenge = failure.challenge;
        this.showError(`${failure.title} ${failure.text}`.trim());
      })
      .finally(() => (this.busy = false));
  }

  private showError(error: string): void {
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
