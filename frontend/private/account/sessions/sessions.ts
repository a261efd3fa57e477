import type { IPromise } from 'angular';
import { type Failure, failureOf } from '../../http/failure';
import { reconcile } from '../../http/reconcile';
import type { Focus } from '../../ui/focus';
import type { Toasts } from '../../ui/toasts/toasts';
import type { Account, AccountService, OwnSession } from '../account-service';
import template from './sessions.html?raw';

/** The sessions of the user. Reloads whenever the account has changed, since that may have ended sessions. */
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
    return this.read().then(
      () => undefined,
      (reason: unknown) => void (this.failure = failureOf(reason)),
    );
  }

  icon({ browser }: OwnSession): string {
    return /iPhone|iPad|Android/.test(browser ?? '') ? 'smartphone' : 'monitor';
  }

  end(session: OwnSession): void {
    const ended = this.service.endSession(session.id).then(() => true);
    const read = () => this.read().then((sessions) => !sessions.some(({ id }) => id === session.id) || undefined);
    reconcile(ended, read).then(
      () => this.done('Logged out there.', session.browser ?? ''),
      (reason: unknown) => {
        const failure = failureOf(reason);
        if (failure.status === 404) this.done('That session had already ended.');
        else this.toasts.failed('Not logged out.', failure);
      },
    );
  }

  endOthers(): void {
    const before = this.sessions?.length ?? 1;
    const read = () => this.read().then(({ length }) => (length === 1 ? before - 1 : undefined));
    reconcile(this.service.endOtherSessions(), read).then(
      (count) =>
        this.done('Logged out everywhere else.', count === 1 ? '1 session ended.' : `${count} sessions ended.`),
      (reason: unknown) => this.toasts.failed('Not logged out.', failureOf(reason)),
    );
  }

  /** Reloads and shows the list. Rejects on failure. */
  private read(): IPromise<readonly OwnSession[]> {
    return this.service.sessions().then((sessions) => {
      this.sessions = sessions;
      this.failure = undefined;
      return sessions;
    });
  }

  private done(title: string, text = ''): void {
    this.toasts.success(title, text);
    // The button that was pressed disappears with its row.
    this.load().then(() => this.focus(this.$element, 'h2'));
  }
}

export const ownSessions: angular.IComponentOptions = {
  template,
  bindings: { account: '<' },
  controller: SessionsController,
};
