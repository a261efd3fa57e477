import type { IPromise } from 'angular';
import type { StateService } from '@uirouter/core';
import { type Failure, failureOf } from '../../http/failure';
import { askForPassword } from '../../session/password-dialog';
import { displayName, initials, type Role, roleLabel, roles } from '../../session/person';
import type { Session } from '../../session/session';
import { bidiIsolate } from '../../ui/bidi-isolate';
import type { Dialogs } from '../../ui/dialogs/dialogs';
import type { Toasts } from '../../ui/toasts/toasts';
import type { ManagedUser, Status, UserChange, UserPage, UserService } from './user-service';
import template from './users.html?raw';

interface Badge {
  readonly label: string;
  readonly tone: string;
  readonly icon: string;
}

/** A user as a row of the table. */
interface Row {
  readonly user: ManagedUser;
  readonly name: string;
  readonly initials: string;
  readonly role: string;
  readonly badge: Badge;
  /** Whether it is the user who is logged in. */
  readonly own: boolean;
  /** The role that is selected. */
  chosen: Role;
}

const badges: Record<Status, Badge> = {
  active: { label: 'Active', tone: 'success', icon: 'check' },
  invited: { label: 'Invited', tone: 'info', icon: 'mail' },
  disabled: { label: 'Disabled', tone: 'danger', icon: 'ban' },
};

/** The list of users with the actions of administrators. The filter is in the URL. */
class UsersController {
  static readonly $inject = ['$state', 'userService', 'dialogs', 'session', 'toasts'];
  readonly roles = roles;
  readonly anyRole = [{ value: '', label: 'Any role' }, ...roles];
  readonly anyStatus = [
    { value: '', label: 'Any status' },
    ...Object.entries(badges).map(([value, { label }]) => ({ value, label })),
  ];
  readonly perPage = 25;
  filter = { search: '', role: '', status: '' };
  page = 1;
  result: UserPage | undefined;
  rows: Row[] = [];
  failure: Failure | undefined;
  loading = false;
  private loads = 0;
  private stopListening!: () => void;

  constructor(
    private readonly $state: StateService,
    private readonly service: UserService,
    private readonly dialogs: Dialogs,
    private readonly session: Session,
    private readonly toasts: Toasts,
  ) {}

  $onInit(): void {
    this.readParams();
    this.load();
    this.stopListening = this.service.onReconnect(() => this.load());
  }

  $onDestroy(): void {
    this.stopListening();
  }

  /** Called by UI-Router when the parameters of the URL change. */
  uiOnParamsChanged(): void {
    this.readParams();
    this.load();
  }

  get count(): string {
    if (!this.result) return '';
    const { num_results: count } = this.result;
    return count === 1 ? '1 user' : `${count.toLocaleString('en')} users`;
  }

  load(): IPromise<void> {
    const load = ++this.loads;
    const { search, role, status } = this.filter;
    this.loading = true;
    return this.service
      .list({
        search: search || undefined,
        role: role || undefined,
        status: status || undefined,
        page: this.page,
        results_per_page: this.perPage,
      })
      .then(
        (result) => {
          if (load !== this.loads) return; // a response to an earlier filter
          this.result = result;
          this.rows = result.objects.map((user) => this.row(user));
          this.failure = undefined;
          this.loading = false;
          const pastLastPage = result.objects.length === 0 && result.num_results > 0;
          if (pastLastPage) this.$state.go('.', { page: String(result.total_pages) }, { location: 'replace' });
        },
        (reason: unknown) => {
          const failure = failureOf(reason);
          if (load !== this.loads) return;
          this.result = undefined;
          this.rows = [];
          this.failure = failure;
          this.loading = false;
        },
      );
  }

  applyFilter(): void {
    this.$state.go('.', { ...this.filter, page: '1' }, { location: 'replace' });
  }

  clearFilter(): void {
    this.$state.go('.', { search: '', role: '', status: '', page: '1' });
  }

  goToPage(page: number): void {
    this.$state.go('.', { page: String(page) });
  }

  invite(): void {
    this.dialogs.open<ManagedUser>('flInviteDialog', {}, { size: 'confirm', keyboard: false }).then((user) => {
      if (user) this.load();
    });
  }

  changeRole(row: Row): void {
    const { chosen } = row;
    const text = `${bidiIsolate(row.name)} is ${chosen === 'viewer' ? 'a' : 'an'} ${chosen} now.`;
    if (chosen !== 'administrator') {
      this.change(row, { role: chosen }, 'Role changed.', text);
      return;
    }
    askForPassword(this.dialogs, {
      title: `Make ${bidiIsolate(row.name)} an administrator?`,
      text: 'Administrators manage users and see the audit log. Enter your password to go on.',
      confirm: 'Make administrator',
      send: (password) => this.service.change(row.user.id, { role: chosen, password }),
    }).then((user) => {
      if (user) this.showChanged(user, 'Role changed.', text);
      else row.chosen = row.user.role;
    });
  }

  rename(row: Row): void {
    this.dialogs.open<ManagedUser>('flRenameDialog', { user: row.user }, { size: 'confirm' }).then((user) => {
      if (!user) return;
      if (row.own) this.session.rename(user.name);
      this.replaceRow(user);
      this.toasts.success('Name changed.', displayName(user));
    });
  }

  issueLink(row: Row): void {
    askForPassword(this.dialogs, {
      title:
        row.user.status === 'invited'
          ? `Invite ${bidiIsolate(row.name)} again?`
          : `Make a link for ${bidiIsolate(row.name)}?`,
      text: 'Who has the link chooses the password. Enter your own password to go on.',
      confirm: 'Make link',
      send: (password) => this.service.issueLink(row.user.id, password),
    }).then((link) => {
      if (link) this.dialogs.open('flLinkDialog', { user: row.user, link }, { size: 'confirm', keyboard: false });
    });
  }

  endSessions(row: Row): void {
    this.confirm(
      `Log out ${bidiIsolate(row.name)} everywhere?`,
      'They have to log in again.',
      'Log out everywhere',
    ).then((agreed) => {
      if (!agreed) return undefined;
      return this.service.endSessions(row.user.id).then(
        (count) =>
          this.toasts.success(
            count === 0 ? 'There was no session to end.' : 'Logged out everywhere.',
            count === 0 ? row.name : `${bidiIsolate(row.name)}, ${count === 1 ? '1 session' : `${count} sessions`}`,
          ),
        (reason: unknown) => this.showFailure('Not logged out.', reason),
      );
    });
  }

  removeSecondFactor(row: Row): void {
    askForPassword(this.dialogs, {
      title: `Remove the second factor of ${bidiIsolate(row.name)}?`,
      text: 'Their password alone lets them in then. They are logged out everywhere. Enter your password to go on.',
      confirm: 'Remove second factor',
      danger: true,
      send: (password) => this.service.removeSecondFactor(row.user.id, password),
    }).then((user) => {
      if (user) this.showChanged(user, 'Second factor removed.', row.name);
    });
  }

  disable(row: Row): void {
    this.confirm(
      `Disable ${bidiIsolate(row.name)}?`,
      'They are logged out at once and cannot log in until you enable them. Their API tokens and the links that they made end for good.',
      'Disable user',
    ).then((agreed) => (agreed ? this.change(row, { disabled: true }, 'User disabled.', row.name) : undefined));
  }

  enable(row: Row): void {
    if (row.user.role !== 'administrator') {
      this.change(row, { disabled: false }, 'User enabled.', row.name);
      return;
    }
    askForPassword(this.dialogs, {
      title: `Enable ${bidiIsolate(row.name)}?`,
      text: 'They are an administrator again. Enter your password to go on.',
      confirm: 'Enable administrator',
      send: (password) => this.service.change(row.user.id, { disabled: false, password }),
    }).then((user) => {
      if (user) this.showChanged(user, 'User enabled.', row.name);
    });
  }

  private showChanged(user: ManagedUser, title: string, text: string): void {
    this.replaceRow(user);
    this.toasts.success(title, text);
  }

  private change(row: Row, change: UserChange, title: string, text: string): IPromise<void> {
    return this.service.change(row.user.id, change).then(
      (user) => this.showChanged(user, title, text),
      (reason: unknown) => {
        row.chosen = row.user.role;
        this.showFailure('Not changed.', reason);
      },
    );
  }

  private confirm(title: string, text: string, confirm: string): IPromise<boolean> {
    return this.dialogs.confirm({ title, text, confirm, cancel: 'Cancel' });
  }

  private showFailure(title: string, reason: unknown): void {
    const failure = failureOf(reason);
    if (failure.outcomeUnknown) {
      this.toasts.failed(title, failure);
      this.load();
      return;
    }
    // The message of the server is a complete sentence, such as "This is the last administrator."
    this.toasts.error(title, failure.status === 400 ? failure.text : `${failure.title} ${failure.text}`);
  }

  /** Shows the changed user in the list. */
  private replaceRow(user: ManagedUser): void {
    this.rows = this.rows.map((row) => (row.user.id === user.id ? this.row(user) : row));
  }

  private row(user: ManagedUser): Row {
    const name = displayName(user);
    return {
      user,
      name,
      initials: initials(name),
      role: roleLabel(user.role),
      badge: badges[user.status],
      own: user.id === this.session.user?.id,
      chosen: user.role,
    };
  }

  private readParams(): void {
    const { search, role, status, page } = this.$state.params as Record<string, string | undefined>;
    this.filter = {
      search: search ?? '',
      role: roles.some(({ value }) => value === role) ? role! : '',
      status: status && status in badges ? status : '',
    };
    this.page = page && /^[1-9]\d{0,8}$/.test(page) ? Number(page) : 1;
  }
}

export const users: angular.IComponentOptions = { template, controller: UsersController };
