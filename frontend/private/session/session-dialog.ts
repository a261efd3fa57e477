import type { Failure } from '../http/failure';
import type { DialogBindings } from '../shell/dialogs';
import type { UnsavedChanges } from '../shell/unsaved-changes';
import type { Session, User } from './session';
import template from './session-dialog.html?raw';

/** "Your session has ended": asks for the password on the spot. Closes with the user who logged in. */
class SessionDialogController {
  static readonly $inject = ['$element', 'session', 'unsavedChanges'];
  readonly resolve!: DialogBindings<{ email: string }, User>['resolve'];
  readonly close!: DialogBindings<unknown, User>['close'];
  password = '';
  error = '';
  busy = false;

  constructor(
    private readonly $element: JQLite,
    private readonly session: Session,
    readonly unsavedChanges: UnsavedChanges,
  ) {}

  logIn(): void {
    if (this.busy) return;
    if (this.password === '') {
      this.refuse('Enter your password.');
      return;
    }
    this.busy = true;
    this.session
      .logIn(this.resolve.email, this.password)
      .then(
        (user) => this.close({ $value: user }),
        (failure: Failure) => this.refuse(`${failure.title} ${failure.text}`.trim()),
      )
      .finally(() => (this.busy = false));
  }

  someoneElse(): void {
    this.unsavedChanges.confirmLeaving().then((leave) => {
      if (leave) this.session.goToLogin();
    });
  }

  private refuse(error: string): void {
    this.error = error;
    const input = this.$element[0]!.querySelector<HTMLInputElement>('#session-password')!;
    input.focus();
    input.select();
  }
}

export const sessionDialog: angular.IComponentOptions = {
  template,
  bindings: { resolve: '<', close: '&', dismiss: '&' },
  controller: SessionDialogController,
};
