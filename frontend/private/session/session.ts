import type { IHttpService, IPromise, IQService } from 'angular';
import { type Failure, explainFailure, isResponse } from '../http/failure';
import type { Dialogs } from '../shell/dialogs';
import type { Navigation } from '../shell/navigation';
import type { Toasts } from '../shell/toasts';

/** The person who is logged in. */
export interface User {
  readonly id: number;
  readonly email: string;
  readonly name: string | null;
}

interface SessionAnswer {
  readonly user: User;
}

/**
 * Who is logged in, and how to log in again without leaving the page. The server renews a session with the
 * requests that use it; there is nothing to do for that here.
 */
export class Session {
  static readonly $inject = ['$http', '$q', 'dialogs', 'navigation', 'toasts'];
  user: User | undefined;
  private restoring: IPromise<void> | undefined;

  constructor(
    private readonly $http: IHttpService,
    private readonly $q: IQService,
    private readonly dialogs: Dialogs,
    private readonly navigation: Navigation,
    private readonly toasts: Toasts,
  ) {}

  /** Asks the server who is logged in. */
  start(): void {
    this.$http.get<SessionAnswer>('/api/session').then(
      ({ data }) => (this.user = data.user),
      (reason: unknown) => {
        if (!isResponse(reason)) throw reason;
        const { title, text } = explainFailure(reason);
        this.toasts.error('Your account could not be loaded.', `${title} ${text}`);
      },
    );
  }

  /** Gets the session back when it has ended: one dialog, however many requests have failed. */
  restore(): IPromise<void> {
    const user = this.user;
    if (!user) {
      // Nothing is typed yet and nobody is known: the login page does it.
      this.goToLogin();
      return this.$q(() => undefined);
    }
    this.restoring ??= this.dialogs
      .open<User>('flSessionDialog', { email: user.email }, { size: 'sm', keyboard: false })
      .then((found) => {
        this.restoring = undefined;
        if (found?.id !== user.id) {
          // Another person's rows must not stay on this screen, nor this person's requests be sent in the other's name.
          this.navigation.reload();
          return this.$q<void>(() => undefined);
        }
        this.user = found;
        return undefined;
      });
    return this.restoring;
  }

  /** Logs in with a password. A failure rejects with its explanation. */
  logIn(email: string, password: string): IPromise<User> {
    return this.$http
      .post<SessionAnswer>('/login', new URLSearchParams({ email, password }).toString(), {
        headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
      })
      .then(
        ({ data }) => data.user,
        (reason: unknown) => {
          if (!isResponse(reason)) throw reason;
          const failure = explainFailure(reason);
          // What was wrong, the server does not tell, and neither do we.
          const refused: Failure = { ...failure, title: 'Could not log in.', text: '' };
          return this.$q.reject(failure.status === 401 ? refused : failure);
        },
      );
  }

  /** Goes to the login page, and from there back to where we are. */
  goToLogin(): void {
    const { pathname, search } = window.location;
    this.navigation.leaveTo(`/login?next=${encodeURIComponent(pathname + search)}`);
  }
}
