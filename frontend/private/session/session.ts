import type { IHttpService, IIntervalService, IPromise, IQService, IRootScopeService } from 'angular';
import { type Failure, explainFailure, isResponse } from '../http/failure';
import type { Dialogs } from '../ui/dialogs/dialogs';
import type { Navigation } from '../ui/navigation';
import type { Toasts } from '../ui/toasts/toasts';
import type { Typing } from '../ui/typing';
import { pageCookie } from './page-cookie';
import type { Person, Role } from './person';
import type { Repeatable } from './session-interceptor';

/** What somebody may do in general. */
export type Permission = 'read' | 'write' | 'administer';

/** The person who is logged in. */
export interface User extends Person {
  readonly id: number;
  readonly role: Role;
  readonly permissions: readonly Permission[];
}

/** What follows from a good password: a session, or the question for a code. */
export type LogInStep = { readonly user: User } | { readonly challenge: string };

/** Why somebody could not log in; with a challenge when another code may be tried. */
export interface LogInFailure extends Failure {
  readonly challenge: string | undefined;
}

interface SessionAnswer {
  readonly user: User;
  /** After so many seconds without a request the session ends. */
  readonly idle_seconds: number;
}

/**
 * Who is logged in, and how to log in again without leaving the page. The server renews a session with the
 * requests that use it; there is nothing to do for that here.
 */
export class Session {
  static readonly $inject = [
    '$http',
    '$interval',
    '$q',
    '$rootScope',
    '$window',
    'dialogs',
    'navigation',
    'toasts',
    'typing',
  ];
  user: User | undefined;
  private restoring: IPromise<void> | undefined;

  constructor(
    private readonly $http: IHttpService,
    private readonly $interval: IIntervalService,
    private readonly $q: IQService,
    private readonly $rootScope: IRootScopeService,
    private readonly $window: Window,
    private readonly dialogs: Dialogs,
    private readonly navigation: Navigation,
    private readonly toasts: Toasts,
    private readonly typing: Typing,
  ) {}

  /** Asks the server who is logged in. */
  start(): void {
    this.$http.get<SessionAnswer>('/api/session').then(
      ({ data }) => {
        this.user = data.user;
        this.watch();
        this.renewWhileTyping(data.idle_seconds * 1000);
      },
      (reason: unknown) => {
        if (!isResponse(reason)) throw reason;
        const { title, text } = explainFailure(reason);
        this.toasts.error('Your account could not be loaded.', `${title} ${text}`);
      },
    );
  }

  /**
   * Gets the session back when it has ended or become somebody else's: one dialog, however many requests have failed. As
   * long as it is open, nothing of the page can be seen. It waits until the person does not type.
   */
  restore(otherUser = false): IPromise<void> {
    const user = this.user;
    if (!user) {
      // Nothing is typed yet and nobody is known: the login page does it.
      this.goToLogin();
      return this.$q(() => undefined);
    }
    if (this.restoring) return this.restoring;
    let title = '';
    this.restoring = this.typing
      .pause()
      .then(() => {
        title = document.title;
        document.title = 'Flangular';
        return this.dialogs.open<User>(
          'flSessionDialog',
          { email: user.email, otherUser },
          { size: 'sm', keyboard: false, windowClass: 'fl-cover' },
        );
      })
      .then((found) => {
        this.restoring = undefined;
        if (found?.id !== user.id) {
          // Another person's rows must not stay on this screen, nor this person's requests be sent in the other's name.
          this.navigation.reload();
          return this.$q<void>(() => undefined);
        }
        document.title = title;
        this.user = found;
        return undefined;
      });
    return this.restoring;
  }

  /** Asks whether the session is the page's user's again, after they have logged in in another tab. */
  recall(): IPromise<User> {
    const config: Repeatable = { method: 'GET', url: '/api/session', repeated: true };
    return this.$http<SessionAnswer>(config).then(({ data }) => data.user);
  }

  /** Asks again what the person may do, which an administrator may have changed. */
  refresh(): void {
    this.recall().then(
      (user) => {
        if (user.id === this.user?.id) this.user = user;
      },
      () => undefined, // the next request tells
    );
  }

  /** Whether the person may do that. Nobody may do anything as long as it is not known who is logged in. */
  may(permission: Permission): boolean {
    return this.user?.permissions.includes(permission) ?? false;
  }

  /** Shows the person's other name everywhere. */
  rename(name: string | null): void {
    if (this.user) this.user = { ...this.user, name };
  }

  /** Logs in with a password, which may lead to the question for a code. */
  logIn(email: string, password: string): IPromise<LogInStep> {
    return this.post({ email, password }).then(
      (user) => ({ user }),
      (failure: LogInFailure) => {
        const { challenge } = failure;
        return challenge === undefined ? this.$q.reject(failure) : { challenge };
      },
    );
  }

  /** Gives the code that was asked for. */
  confirm(challenge: string, code: string): IPromise<User> {
    return this.post({ challenge, code });
  }

  /** Goes to the login page, and from there back to where we are. */
  goToLogin(): void {
    const { pathname, search, hash } = window.location;
    this.navigation.leaveTo(`/login?next=${encodeURIComponent(pathname + search + hash)}`);
  }

  /** Covers the page at the end of the session, also when nothing is asked of the server any more. */
  private watch(): void {
    const check = (): void => {
      if (pageCookie().value !== undefined || this.restoring) return;
      this.$rootScope.$applyAsync(() => void this.restore());
    };
    this.$interval(check, 1000, 0, false);
    // Timers of a page in the background, or of a machine that sleeps, are late.
    for (const event of ['focus', 'pageshow']) this.$window.addEventListener(event, check);
    document.addEventListener('visibilitychange', check);
  }

  /** Somebody who types works, though nothing is asked of the server: the session must not end meanwhile. */
  private renewWhileTyping(idle: number): void {
    let renewed = Date.now();
    document.addEventListener(
      'input',
      () => {
        if (Date.now() - renewed < idle / 3 || this.restoring) return;
        renewed = Date.now();
        this.refresh();
      },
      true,
    );
  }

  /** A failure rejects with its explanation, a {@link LogInFailure}. */
  private post(fields: Record<string, string>): IPromise<User> {
    return this.$http
      .post<SessionAnswer>('/login', new URLSearchParams(fields).toString(), {
        headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
      })
      .then(
        ({ data }) => data.user,
        (reason: unknown) => {
          if (!isResponse(reason)) throw reason;
          const failure = explainFailure(reason);
          const { challenge } = (reason.data ?? {}) as { challenge?: string };
          // What was wrong, the server does not tell, and neither do we.
          const refused = failure.status === 401 ? { title: 'Could not log in.', text: '' } : {};
          return this.$q.reject({ ...failure, ...refused, challenge } satisfies LogInFailure);
        },
      );
  }
}
