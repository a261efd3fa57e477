import type { IHttpService, IIntervalService, IPromise, IQService, IRootScopeService } from 'angular';
import { type Failure, explainFailure, isResponse } from '../http/failure';
import type { Dialogs } from '../ui/dialogs/dialogs';
import type { Navigation } from '../ui/navigation';
import type { Toasts } from '../ui/toasts/toasts';
import type { Typing } from '../ui/typing';
import { pageCookie } from './page-cookie';
import type { Person, Role } from './person';
import type { RetriableRequest } from './session-interceptor';

/** The permissions of a role. */
export type Permission = 'read' | 'write' | 'administer';

/** The user who is logged in. */
export interface User extends Person {
  readonly id: number;
  readonly role: Role;
  readonly permissions: readonly Permission[];
}

/** The result of a correct password: a session, or a challenge for the code of the second factor. */
export type LogInStep = { readonly user: User } | { readonly challenge: string };

/** Why a log-in failed; with a challenge when another code may be tried. */
export interface LogInFailure extends Failure {
  readonly challenge: string | undefined;
}

interface SessionAnswer {
  readonly user: User;
  /** The session ends after this number of seconds without a request. */
  readonly idle_seconds: number;
}

/**
 * The service `session`: the user who is logged in, and logging in again without leaving the page. The server renews
 * the session with every request.
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
  private reauthentication: IPromise<void> | undefined;

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

  /** Loads the user who is logged in. */
  start(): void {
    this.$http.get<SessionAnswer>('/api/session').then(
      ({ data }) => {
        this.user = data.user;
        this.watchCookie();
        this.keepAliveWhileTyping(data.idle_seconds * 1000);
      },
      (reason: unknown) => {
        if (!isResponse(reason)) throw reason;
        const { title, text } = explainFailure(reason);
        this.toasts.error('Your account could not be loaded.', `${title} ${text}`);
      },
    );
  }

  /**
   * Asks the user to log in again when the session has ended or belongs to another user. There is one dialog, however
   * many requests have failed. It hides the page, and opens when the user pauses typing.
   */
  reauthenticate(otherUser = false): IPromise<void> {
    const user = this.user;
    if (!user) {
      // The page has only just been loaded: use the login page.
      this.goToLogin();
      return this.$q(() => undefined);
    }
    if (this.reauthentication) return this.reauthentication;
    let title = '';
    this.reauthentication = this.typing
      .whenPaused()
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
        this.reauthentication = undefined;
        if (found?.id !== user.id) {
          // Another user must not see this data, nor must pending requests be sent in their name.
          this.navigation.reload();
          return this.$q<void>(() => undefined);
        }
        document.title = title;
        this.user = found;
        return undefined;
      });
    return this.reauthentication;
  }

  /** Requests the user of the session. Fails when that is not the user of this page. */
  fetchUser(): IPromise<User> {
    const config: RetriableRequest = { method: 'GET', url: '/api/session', retried: true };
    return this.$http<SessionAnswer>(config).then(({ data }) => data.user);
  }

  /** Reloads the user, whose role an administrator may have changed. */
  refreshUser(): void {
    this.fetchUser().then(
      (user) => {
        if (user.id === this.user?.id) this.user = user;
      },
      () => undefined, // the next request tells
    );
  }

  /** Whether the user has a permission. False until the user is loaded. */
  may(permission: Permission): boolean {
    return this.user?.permissions.includes(permission) ?? false;
  }

  /** Shows the changed name of the user everywhere. */
  rename(name: string | null): void {
    if (this.user) this.user = { ...this.user, name };
  }

  /** Logs in with a password. Resolves with a challenge if a code is needed. */
  logIn(email: string, password: string): IPromise<LogInStep> {
    return this.postLogin({ email, password }).then(
      (user) => ({ user }),
      (failure: LogInFailure) => {
        const { challenge } = failure;
        return challenge === undefined ? this.$q.reject(failure) : { challenge };
      },
    );
  }

  /** Sends the code of the second factor. */
  submitCode(challenge: string, code: string): IPromise<User> {
    return this.postLogin({ challenge, code });
  }

  /** Goes to the login page, which returns to the current URL. */
  goToLogin(): void {
    const { pathname, search, hash } = window.location;
    this.navigation.leaveTo(`/login?next=${encodeURIComponent(pathname + search + hash)}`);
  }

  /** Hides the page when the session ends, even if no request is sent. */
  private watchCookie(): void {
    const check = (): void => {
      if (pageCookie().value !== undefined || this.reauthentication) return;
      this.$rootScope.$applyAsync(() => void this.reauthenticate());
    };
    this.$interval(check, 1000, 0, false);
    // Timers are late in background tabs and after the machine was asleep.
    for (const event of ['focus', 'pageshow']) this.$window.addEventListener(event, check);
    document.addEventListener('visibilitychange', check);
  }

  /** Keeps the session alive while the user types, although no request is sent. */
  private keepAliveWhileTyping(idle: number): void {
    let renewed = Date.now();
    document.addEventListener(
      'input',
      () => {
        if (Date.now() - renewed < idle / 3 || this.reauthentication) return;
        renewed = Date.now();
        this.refreshUser();
      },
      true,
    );
  }

  /** Sends a step of the log-in. Rejects with a {@link LogInFailure}. */
  private postLogin(fields: Record<string, string>): IPromise<User> {
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
          // The server does not reveal what was wrong.
          const refused = failure.status === 401 ? { title: 'Could not log in.', text: '' } : {};
          return this.$q.reject({ ...failure, ...refused, challenge } satisfies LogInFailure);
        },
      );
  }
}
