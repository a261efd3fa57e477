import type { IHttpService, IPromise } from 'angular';
import { settle } from '../../http/reconcile';
import type { Person, Role } from '../../session/person';

export type Status = 'active' | 'invited' | 'disabled';

/** What an administrator sees of a user. */
export interface ManagedUser extends Person {
  readonly id: number;
  readonly role: Role;
  readonly status: Status;
  readonly second_factor: boolean;
  readonly created: string;
  readonly last_seen: string | null;
}

/** Some of the users that were looked for. */
export interface UserPage {
  readonly num_results: number;
  readonly page: number;
  readonly total_pages: number;
  readonly objects: readonly ManagedUser[];
}

/** Which users are looked for; what is left out does not narrow the search. */
export interface UserSearch {
  readonly search?: string | undefined;
  readonly role?: string | undefined;
  readonly status?: string | undefined;
  readonly page: number;
  readonly results_per_page: number;
}

/** A link to choose a password with, to be shown this one time. */
export interface IssuedLink {
  readonly url: string;
  readonly purpose: 'invitation' | 'reset';
  readonly ends: string;
  readonly mailed: boolean;
}

/** Whom to invite. */
export interface Invitation {
  readonly email: string;
  readonly name?: string | undefined;
  readonly role: Role;
  /** One's own, which the invitation of an administrator needs. */
  readonly password?: string | undefined;
}

/** Who was invited; without the link when the answer with it was lost. */
export interface Invited {
  readonly user: ManagedUser;
  readonly link: IssuedLink | undefined;
}

/** What is to change about a user; an empty name is none. */
export interface UserChange {
  readonly name?: string;
  readonly role?: Role;
  readonly disabled?: boolean;
  /** One's own, which some changes need. */
  readonly password?: string;
}

/** An API token of a user, as an administrator sees it. */
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
 * What administrators do, over HTTP. A failure rejects with the `$http` response. When the answer to a change is lost, it
 * is looked for in what is stored.
 */
export class UserService {
  static readonly $inject = ['$http'];

  constructor(private readonly $http: IHttpService) {}

  users(search: UserSearch): IPromise<UserPage> {
    return this.$http.get<UserPage>('/api/user', { params: search }).then(({ data }) => data);
  }

  /** How many users have that role. */
  count(role: Role): IPromise<number> {
    return this.users({ role, page: 1, results_per_page: 1 }).then(({ num_results }) => num_results);
  }

  invite(invitation: Invitation): IPromise<Invited> {
    const { email } = invitation;
    return settle(
      this.$http.post<Invited>('/api/user', invitation).then(({ data }) => data),
      () => this.invited(email).then((user) => user && { user, link: undefined }),
      lostInvitation,
    );
  }

  change(id: number, change: UserChange): IPromise<ManagedUser> {
    return settle(
      this.$http.patch<ManagedUser>(`/api/user/${id}`, change).then(({ data }) => data),
      () => this.user(id).then((user) => (isChanged(user, change) ? user : undefined)),
    );
  }

  user(id: number): IPromise<ManagedUser> {
    return this.$http.get<ManagedUser>(`/api/user/${id}`).then(({ data }) => data);
  }

  issueLink(id: number, password: string): IPromise<IssuedLink> {
    return settle(
      this.$http.post<IssuedLink>(`/api/user/${id}/link`, { password }).then(({ data }) => data),
      () => this.user(id).then(() => undefined),
      lostLink,
    );
  }

  /** Tells how many were ended. */
  endSessions(id: number): IPromise<number> {
    return settle(
      this.$http.delete<{ num_ended: number }>(`/api/user/${id}/session`).then(({ data }) => data.num_ended),
      () => this.user(id).then(() => undefined),
      'Log them out again: that does no harm.',
    );
  }

  removeSecondFactor(id: number, password: string): IPromise<ManagedUser> {
    return settle(
      this.$http.post<ManagedUser>(`/api/user/${id}/second-factor/off`, { password }).then(({ data }) => data),
      () => this.user(id).then((user) => (user.second_factor ? undefined : user)),
    );
  }

  tokens(id: number): IPromise<readonly UserToken[]> {
    return this.$http.get<{ objects: readonly UserToken[] }>(`/api/user/${id}/token`).then(({ data }) => data.objects);
  }

  revokeToken(id: number, token: number): IPromise<void> {
    return this.$http.delete(`/api/user/${id}/token/${token}`).then(() => undefined);
  }

  /** The invited user with that address. */
  private invited(email: string): IPromise<ManagedUser | undefined> {
    return this.users({ search: email, status: 'invited', page: 1, results_per_page: 25 }).then(({ objects }) =>
      objects.find((user) => user.email.toLowerCase() === email.toLowerCase()),
    );
  }
}

/** Whether a user is as that change makes them. */
function isChanged(user: ManagedUser, { name, role, disabled }: UserChange): boolean {
  return (
    (name === undefined || (user.name ?? '') === name) &&
    (role === undefined || user.role === role) &&
    (disabled === undefined || (user.status === 'disabled') === disabled)
  );
}
