import type { IPromise } from 'angular';
import { type Failure, failureOf } from '../http/failure';
import type { Focus } from '../shell/focus';
import type { Toasts } from '../shell/toasts';
import type { Account, AccountService, OwnSession } from './account-service';
import template from './sessions.html?raw';

/** Where one is logged in. Loads anew whenever the account has changed, since that may have ended sessions. */
class SessionsController {
  static readonly $inject = ['$element', 'accountService', 'focus', 'toasts'];
  readonly account!: Account;
  sessions: readonly OwnSession[] | undefined;
  failure: Failure | undefined;

  constructor(
    private readonly $element: JQLite,
    private readonly service: AccountService,
    private readonly focus: Focus,
    private readonly toasts: Toasts,
  ) {}

  $onChanges(): void {
    this.load();
  }

  load(): IPromise<void> {
    return this.service.sessions().then(
      (sessions) => {
        this.sessions = sessions;
        this.failure = undefined;
      },
      (reason: unknown) => void (this.failure = failureOf(reason)),
    );
  }

  icon({ browser }: OwnSession): string {
    return /iPhone|iPad|Android/.test(browser ?? '') ? 'smartphone' : 'monitor';
  }

  end(session: OwnSession): void {
    this.service.endSession(session.id).then(
      () => this.done('Logged out there.', session.browser ?? ''),
      (reason: unknown) => {
        const failure = failureOf(reason);
        if (failure.status === 404) this.done('That session had already ended.');
        else this.toasts.error(`Not logged out. ${failure.title}`, failure.text);
      },
    );
  }

  endOthers(): void {
    this.service.endOtherSessions().then(
      (count) =>
        this.done('Logged out everywhere else.', count === 1 ? '1 session ended.' : `${count} sessions ended.`),
      (reason: unknown) => {
        const { title, text } = failureOf(reason);
        this.toasts.error(`Not logged out. ${title}`, text);
      },
    );
  }

  private done(title: string, text = ''): void {
    this.toasts.success(title, text);
    // The button that was pressed goes with its row.
    this.load().then(() => this.focus(this.$element, 'h2'));
  }
}

export const ownSessions: angular.IComponentOptions = {
  template,
  bindings: { account: '<' },
  controller: SessionsController,
};
