import type { IPromise } from 'angular';
import type { Submission, Submissions } from '../../form/submission';
import { reconcile } from '../../http/reconcile';
import type { UnsavedChanges } from '../../ui/dialogs/unsaved-changes';
import type { Toasts } from '../../ui/toasts/toasts';
import type { Account, AccountService } from '../account-service';
import template from './change-password.html?raw';

const minLength = 15;
const advice = 'Try again. If your password is wrong then, the new one is your password already.';

/** The form to change the password. It asks for the current one. */
class ChangePasswordController {
  static readonly $inject = ['$element', 'accountService', 'submission', 'toasts', 'unsavedChanges'];
  readonly account!: Account;
  readonly onChange!: () => void;
  /** Reloads the account. */
  readonly read!: () => IPromise<Account>;
  readonly form: Submission;
  password = '';
  newPassword = '';
  private unwatch!: () => void;

  constructor(
    $element: JQLite,
    private readonly service: AccountService,
    submission: Submissions,
    private readonly toasts: Toasts,
    private readonly unsavedChanges: UnsavedChanges,
  ) {
    this.form = submission($element, { password: 'Password now', new_password: 'New password' });
  }

  $onInit(): void {
    this.unwatch = this.unsavedChanges.watch(() => this.password !== '' || this.newPassword !== '');
  }

  $onDestroy(): void {
    this.unwatch();
  }

  /** The number of characters that are missing in the new password. */
  get missing(): number {
    return Math.max(minLength - this.length, 0);
  }

  get count(): string {
    const characters = this.length === 1 ? '1 character' : `${this.length} characters`;
    return this.missing > 0 ? `${characters}, ${this.missing} more to go.` : `${characters}.`;
  }

  save(): void {
    if (this.form.busy) return;
    const valid = this.form.validate({
      password: this.password === '' ? 'Enter the password that you have now.' : undefined,
      new_password: this.missing > 0 ? 'A password has 15 characters or more.' : undefined,
    });
    if (!valid) return;
    const { password_changed: before } = this.account;
    const read = () => this.read().then(({ password_changed: now }) => now !== before || undefined);
    const changed = this.service.changePassword(this.password, this.newPassword).then(() => true);
    this.form.send(reconcile(changed, read, { advice }), () => {
      this.password = '';
      this.newPassword = '';
      this.toasts.success('Password changed.', 'You are logged out everywhere else.');
      this.onChange();
    });
  }

  /** The length in code points, as the server counts. */
  private get length(): number {
    return [...this.newPassword].length;
  }
}

export const changePassword: angular.IComponentOptions = {
  template,
  bindings: { account: '<', onChange: '&', read: '&' },
  controller: ChangePasswordController,
};
