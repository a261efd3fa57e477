import type { IHttpService, IPromise } from 'angular';
import type { Role } from '../session/person';

/** The account of the user who is logged in. */
export interface Account {
  readonly id: number;
  readonly email: string;
  readonly name: string | null;
  readonly role: Role;
  readonly created: string;
  readonly password_changed: string | null;
  readonly second_factor: { readonly on: boolean; readonly recovery_codes_left: number };
}

/** The key for an authenticator app, not yet confirmed. */
export interface AuthenticatorKey {
  readonly secret: string;
  readonly uri: string;
  /** An image as a `data:` URL. */
  readonly qr: string;
}

/** A session of the user. */
export interface OwnSession {
  readonly id: string;
  readonly since: string;
  readonly last_seen: string;
  readonly ends: string;
  readonly address: string;
  readonly browser: string | null;
  readonly current: boolean;
}

/** What an API token may do. It never allows more than the role of its owner. */
export type TokenScope = 'read' | 'write';

/** An API token of the user. */
export interface Token {
  readonly id: number;
  readonly name: string;
  readonly scope: TokenScope;
  readonly created: string;
  readonly ends: string;
  readonly last_used: string | null;
}

/** The API token to issue. `ends` is an instant in ISO 8601. */
export interface IssueTokenRequest {
  readonly name: string;
  readonly scope: TokenScope;
  readonly ends: string;
}

interface Collection<T> {
  readonly objects: readonly T[];
}

/** Manages the user's own account over HTTP. A failure rejects with the `$http` response. */
export class AccountService {
  static readonly $inject = ['$http'];

  constructor(private readonly $http: IHttpService) {}

  get(): IPromise<Account> {
    return this.$http.get<Account>('/api/account').then(({ data }) => data);
  }

  rename(name: string | null): IPromise<Account> {
    return this.$http.patch<Account>('/api/account', { name }).then(({ data }) => data);
  }

  /** Also ends all other sessions. */
  changePassword(password: string, newPassword: string): IPromise<void> {
    return this.$http.put<void>('/api/account/password', { password, new_password: newPassword }).then(() => undefined);
  }

  beginSecondFactor(password: string): IPromise<AuthenticatorKey> {
    return this.$http.post<AuthenticatorKey>('/api/account/second-factor', { password }).then(({ data }) => data);
  }

  /** Turns on the second factor. Resolves with the recovery codes. */
  confirmSecondFactor(code: string): IPromise<readonly string[]> {
    return this.$http
      .put<{ recovery_codes: string[] }>('/api/account/second-factor', { code })
      .then(({ data }) => data.recovery_codes);
  }

  renewRecoveryCodes(password: string): IPromise<readonly string[]> {
    return this.$http
      .post<{ recovery_codes: string[] }>('/api/account/second-factor/recovery-codes', { password })
      .then(({ data }) => data.recovery_codes);
  }

  turnOffSecondFactor(password: string): IPromise<void> {
    return this.$http.post<void>('/api/account/second-factor/off', { password }).then(() => undefined);
  }

  sessions(): IPromise<readonly OwnSession[]> {
    return this.$http.get<Collection<OwnSession>>('/api/account/session').then(({ data }) => data.objects);
  }

  endSession(id: string): IPromise<void> {
    return this.$http.delete<void>(`/api/account/session/${encodeURIComponent(id)}`).then(() => undefined);
  }

  /** Ends all sessions but the current one. Resolves with their number. */
  endOtherSessions(): IPromise<number> {
    return this.$http.delete<{ num_ended: number }>('/api/account/session').then(({ data }) => data.num_ended);
  }

  tokens(): IPromise<readonly Token[]> {
    return this.$http.get<Collection<Token>>('/api/token').then(({ data }) => data.objects);
  }

  /** Issues a token. Resolves with its secret. */
  issueToken(order: IssueTokenRequest): IPromise<string> {
    return this.$http.post<Token & { token: string }>('/api/token', order).then(({ data }) => data.token);
  }

  revokeToken(id: number): IPromise<void> {
    return this.$http.delete<void>(`/api/token/${id}`).then(() => undefined);
  }
}
