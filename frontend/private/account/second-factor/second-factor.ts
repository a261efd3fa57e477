import type { IPromise } from 'angular';
import type { Submission, Submissions } from '../../form/submission';
import { reconcile } from '../../http/reconcile';
import { askForPassword } from '../../session/password-dialog';
import type { Dialogs } from '../../ui/dialogs/dialogs';
import { shownOnce, type UnsavedChanges } from '../../ui/dialogs/unsaved-changes';
import type { Focus } from '../../ui/focus';
import type { Toasts } from '../../ui/toasts/toasts';
import { saveFile } from '../../widgets/save-file';
import type { Account, AccountService, AuthenticatorKey } from '../account-service';
import template from './second-factor.html?raw';

const lowNumberOfCodes = 3;
const lostCodes =
  'If new codes were made, they are lost, and the old ones do not work any more. Make new codes again, and save them.';

/** Turns the second factor on and off, and shows new recovery codes once. */
class SecondFactorController {
  static readonly $inject = [
    '$element',
    'accountService',
    'dialogs',
    'focus',
    'submission',
    'toasts',
    'unsavedChanges',
  ];
  readonly account!: Account;
  readonly onChange!: () => void;
  /** Reloads the account. */
  readonly read!: () => IPromise<Account>;
  readonly form: Submission;
  /** The key, while the second factor is being set up. */
  key: AuthenticatorKey | undefined;
  code = '';
  /** New recovery codes, until the user confirms that they are saved. */
  codes: readonly string[] | undefined;
  private unwatch!: () => void;

  constructor(
    private readonly $element: JQLite,
    private readonly service: AccountService,
    private readonly dialogs: Dialogs,
    private readonly focus: Focus,
    submission: Submissions,
    private readonly toasts: Toasts,
    private readonly unsavedChanges: UnsavedChanges,
  ) {
    this.form = submission($element, { code: 'Code' });
  }

  $onInit(): void {
    this.unwatch = this.unsavedChanges.watch(() => this.codes !== undefined, shownOnce);
  }

  $onDestroy(): void {
    this.unwatch();
  }

  /** The key in groups of four characters, for typing. */
  get groupedKey(): string {
    return this.key?.secret.replace(/(.{4})(?!$)/g, '$1 ') ?? '';
  }

  get codesText(): string {
    return this.codes?.join('\n') ?? '';
  }

  get fewCodesLeft(): boolean {
    return this.account.second_factor.recovery_codes_left <= lowNumberOfCodes;
  }

  get codesLeft(): string {
    const { recovery_codes_left: count } = this.account.second_factor;
    if (count === 0) return 'No recovery code left.';
    return count === 1 ? '1 recovery code left.' : `${count} recovery codes left.`;
  }

  begin(): void {
    askForPassword(this.dialogs, {
      title: 'Set up the second factor',
      text: 'Enter your password to go on.',
      confirm: 'Go on',
      send: (password) => this.service.beginSecondFactor(password),
    }).then((key) => {
      if (!key) return;
      this.key = key;
      this.code = '';
      this.form.clear();
      this.focus(this.$element, '#authenticator-code');
    });
  }

  turnOn(): void {
    if (this.form.busy) return;
    const code = this.code.normalize('NFKC').replace(/[\s\p{Pd}\p{Cf}]/gu, '');
    const wrong = /^\p{Nd}{6}$/u.test(code) ? undefined : 'The code has six digits.';
    if (!this.form.validate({ code: wrong })) return;
    const read = () => this.read().then(({ second_factor }) => (second_factor.on ? [] : undefined));
    this.form.send(reconcile(this.service.confirmSecondFactor(code), read, { advice: 'Try again.' }), (codes) => {
      this.key = undefined;
      if (codes.length > 0) {
        this.toasts.success('Second factor turned on.');
        this.showCodes(codes);
        return;
      }
      this.toasts.error(
        'Second factor turned on, but the answer with your recovery codes was lost.',
        'Make new recovery codes now: nobody can show the lost ones again.',
      );
      this.focus(this.$element, 'h2');
    });
  }

  cancel(): void {
    this.key = undefined;
    this.focus(this.$element, 'h2');
  }

  renewCodes(): void {
    // The number of codes does not tell whether they are new.
    const read = () => this.read().then(() => undefined);
    askForPassword(this.dialogs, {
      title: 'Make new recovery codes',
      text: 'The old ones stop working. Enter your password to go on.',
      confirm: 'Make new codes',
      send: (password) => reconcile(this.service.renewRecoveryCodes(password), read, { advice: lostCodes }),
    }).then((codes) => {
      if (codes) this.showCodes(codes);
    });
  }

  turnOff(): void {
    const read = () => this.read().then(({ second_factor }) => (second_factor.on ? undefined : {}));
    askForPassword(this.dialogs, {
      title: 'Turn off the second factor',
      text: 'Then the password alone lets you in. You are logged out everywhere else.',
      confirm: 'Turn off',
      danger: true,
      send: (password) =>
        reconcile(
          this.service.turnOffSecondFactor(password).then(() => ({})),
          read,
        ),
    }).then((done) => {
      if (!done) return;
      this.toasts.success('Second factor turned off.', 'You are logged out everywhere else.');
      this.codes = undefined;
      this.onChange();
      this.focus(this.$element, 'h2');
    });
  }

  download(): void {
    saveFile('flangular-recovery-codes.txt', `Flangular, ${this.account.email}\n\n${this.codesText}\n`);
  }

  hideCodes(): void {
    this.codes = undefined;
    this.focus(this.$element, 'h2');
  }

  private showCodes(codes: readonly string[]): void {
    this.codes = codes;
    this.onChange();
    // Not the button: pressing Enter twice would hide the codes before they are saved.
    this.focus(this.$element, 'h2');
  }
}

export const secondFactor: angular.IComponentOptions = {
  template,
  bindings: { account: '<', onChange: '&', read: '&' },
  controller: SecondFactorController,
};
