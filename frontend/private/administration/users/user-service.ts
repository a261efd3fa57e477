import type { IHttpService, IPromise } from 'angular';
import { reconcile } from '../../http/reconcile';
import type { Person, Role } from '../../session/person';

export type Status = 'active' | 'invited' | 'disabled';

/** A user as administrators see them. */
export interface ManagedUser extends Person {
  readonly id: number;
  readonly role: Role;
  readonly status: Status;
  readonly second_factor: boolean;
  readonly created: string;
  readonly last_seen: string | null;
}

/** A page of the users that match a query. */
export interface UserPage {
  readonly num_results: number;
  readonly page: number;
  readonly total_pages: number;
  readonly objects: readonly ManagedUser[];
}

/** A query of users. What is left out is no condition. */
export interface UserQuery {
  readonly search?: string | undefined;
  readonly role?: string | undefined;
  readonly status?: string | undefined;
  readonly page: number;
  readonly results_per_page: number;
}

/** A one-time link to choose a password. It is shown only once. */
export interface IssuedLink {
  readonly url: string;
  readonly purpose: 'invitation' | 'reset';
  readonly ends: string;
  readonly mailed: boolean;
}

/** The user to invite. */
export interface Invitation {
  readonly email: string;
  readonly name?: string | undefined;
  readonly role: Role;
  /** The password of the user who invites; needed to invite an administrator. */
  readonly password?: string | undefined;
}

/** The invited user; without the link when the response with it was lost. */
export interface InvitationResult {
  readonly user: ManagedUser;
  readonly link: IssuedLink | undefined;
}

/** The changes of a user. An empty name removes the name. */
export interface UserChange {
  readonly name?: string;
  readonly role?: Role;
  readonly disabled?: boolean;
  /** The password of the administrator, which some changes need. */
  readonly password?: string;
}

/** An API token of a user, as administrators see it. */
export interface UserToken {
  readonly id: number;
  readonly name: string;
  readonly scope: 'read' | 'write';
  readonly created: string;
  readonly ends: string;
  readonly last_used: string | null;
}

const lostLink = 'Make a link again: it replaces the one that was perhaps made, and perhaps mailed.';
const lostInvitation = 'Invite again: nobody is added twice.';

/**
 * Manages users over HTTP. A failure rejects with the `$http` response. When the response to a change is lost, the
 * stored state tells whether it was carried out.
 */
export class UserService {
  static readonly $inject = ['$http'];
  private readonly reconnectListeners = new Set<() => void>();

  constructor(private readonly $http: IHttpService) {}

  /**
   * Registers a listener that is called when a response was lost, the server could not be reached, and it answers
   * again: what is shown may be outdated then. The result removes the listener.
   */
  onReconnect(listener: () => void): () => void {
    this.reconnectListeners.add(listener);
    return () => void this.reconnectListeners.delete(listener);
  }

  list(query: UserQuery): IPromise<UserPage> {
    return this.$http.get<UserPage>('/api/user', { params: query }).then(({ data }) => data);
  }

  /** The number of users with that role. */
  count(role: Role): IPromise<number> {
    return this.list({ role, page: 1, results_per_page: 1 }).then(({ num_results }) => num_results);
  }

  get(id: number): IPromise<ManagedUser> {
    return this.$http.get<ManagedUser>(`/api/user/${id}`).then(({ data }) => data);
  }

  invite(invitation: Invitation): IPromise<InvitationResult> {
    const { email } = invitation;
    return this.reconcile(
      this.$http.post<InvitationResult>('/api/user', invitation).then(({ data }) => data),
      () => this.findInvited(email).then((user) => user && { user, link: undefined }),
      lostInvitation,
    );
  }

  change(id: number, change: UserChange): IPromise<ManagedUser> {
    return this.reconcile(
      this.$http.patch<ManagedUser>(`/api/user/${id}`, change).then(({ data }) => data),
      () => this.get(id).then((user) => (isApplied(user, change) ? user : undefined)),
    );
  }

  issueLink(id: number, password: string): IPromise<IssuedLink> {
    return this.reconcile(
      this.$http.post<IssuedLink>(`/api/user/${id}/link`, { password }).then(({ data }) => data),
      () => this.get(id).then(() => undefined),
      lostLink,
    );
  }

  /** Ends all sessions of a user. Resolves with their number. */
  endSessions(id: number): IPromise<number> {
    return this.reconcile(
      this.$http.delete<{ num_ended: number }>(`/api/user/${id}/session`).then(({ data }) => data.num_ended),
      () => this.get(id).then(() => undefined),
      'Log them out again: that does no harm.',
    );
  }

  removeSecondFactor(id: number, password: string): IPromise<ManagedUser> {
    return this.reconcile(
      this.$http.post<ManagedUser>(`/api/user/${id}/second-factor/off`, { password }).then(({ data }) => data),
      () => this.get(id).then((user) => (user.second_factor ? undefined : user)),
    );
  }

  tokens(id: number): IPromise<readonly UserToken[]> {
    return this.$http.get<{ objects: readonly UserToken[] }>(`/api/user/${id}/token`).then(({ data }) => data.objects);
  }

  revokeToken(id: number, token: number): IPromise<void> {
    return this.$http.delete(`/api/user/${id}/token/${token}`).then(() => undefined);
  }

  private reconcile<T>(request: IPromise<T>, read: () => IPromise<T | undefined>, advice?: string): IPromise<T> {
    return reconcile(request, read, {
      advice,
      onReconnect: () => this.reconnectListeners.forEach((listener) => listener()),
    });
  }

  /** The invited user with that e-mail address. */
  private findInvited(email: string): IPromise<ManagedUser | undefined> {
    return this.list({ search: email, status: 'invited', page: 1, results_per_page: 25 }).then(({ objects }) =>
      objects.find((user) => user.email.toLowerCase() === email.toLowerCase()),
    );
  }
}

/** Whether a user has the values of the change. */
function isApplied(user: ManagedUser, { name, role, disabled }: UserChange): boolean {
  return (
    (name === undefined || (user.name ?? '') === name) &&
    (role === undefined || user.role === role) &&
    (disabled === undefined || (user.status === 'disabled') === disabled)
  );
}
