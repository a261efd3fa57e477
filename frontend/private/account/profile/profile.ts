import type { IPromise } from 'angular';
import type { Submission, Submissions } from '../../form/submission';
import { reconcile } from '../../http/reconcile';
import { roleLabel } from '../../session/person';
import type { UnsavedChanges } from '../../ui/dialogs/unsaved-changes';
import type { Focus } from '../../ui/focus';
import type { Toasts } from '../../ui/toasts/toasts';
import type { Account, AccountService } from '../account-service';
import template from './profile.html?raw';

/** The profile of the user. The name can be changed here; only administrators change e-mail address and role. */
class ProfileController {
  static readonly $inject = ['$element', 'accountService', 'focus', 'submission', 'toasts', 'unsavedChanges'];
  readonly account!: Account;
  readonly onChange!: (locals: { account: Account }) => void;
  /** Reloads the account. */
  readonly read!: () => IPromise<Account>;
  readonly form: Submission;
  editing = false;
  name = '';
  private unwatch!: () => void;

  constructor(
    private readonly $element: JQLite,
    private readonly service: AccountService,
    private readonly focus: Focus,
    submission: Submissions,
    private readonly toasts: Toasts,
    private readonly unsavedChanges: UnsavedChanges,
  ) {
    this.form = submission($element, { name: 'Name' });
  }

  $onInit(): void {
    this.unwatch = this.unsavedChanges.watch(() => this.editing && this.name !== (this.account.name ?? ''));
  }

  $onDestroy(): void {
    this.unwatch();
  }

  get role(): string {
    return roleLabel(this.account.role);
  }

  edit(): void {
    this.editing = true;
    this.name = this.account.name ?? '';
    this.form.clear();
    this.focus(this.$element, '#profile-name');
  }

  cancel(): void {
    this.editing = false;
    this.focus(this.$element, '#profile-edit');
  }

  save(): void {
    if (this.form.busy) return;
    const name = this.name.trim() || null;
    const read = () => this.read().then((account) => (account.name === name ? account : undefined));
    this.form.send(reconcile(this.service.rename(name), read), (account) => {
      this.onChange({ account });
      this.toasts.success('Name changed.', account.name ?? '');
      this.editing = false;
      // Not the button: pressing Enter twice would open the form again.
      this.focus(this.$element, 'h2');
    });
  }
}

export const profile: angular.IComponentOptions = {
  template,
  bindings: { account: '<', onChange: '&', read: '&' },
  controller: ProfileController,
};
