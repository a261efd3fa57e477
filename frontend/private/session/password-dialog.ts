import type { IPromise } from 'angular';
import type { Submission, Submissions } from '../form/submission';
import type { DialogBindings, Dialogs } from '../ui/dialogs/dialogs';
import type { UnsavedChanges } from '../ui/dialogs/unsaved-changes';
import template from './password-dialog.html?raw';
import type { Session } from './session';

/** An action that needs the password. */
export interface PasswordRequest<T> {
  readonly title: string;
  readonly text: string;
  /** The label of the button: a verb with its object. */
  readonly confirm: string;
  readonly danger?: boolean;
  /** Sends the request with the password. */
  send(password: string): IPromise<T>;
}

/** Asks for the password until the request succeeds. Resolves with undefined when the user cancels. */
export function askForPassword<T extends object>(
  dialogs: Dialogs,
  request: PasswordRequest<T>,
): IPromise<T | undefined> {
  return dialogs.open<T>('flPasswordDialog', { request }, { size: 'confirm' });
}

class PasswordDialogController {
  static readonly $inject = ['$element', '$scope', 'session', 'submission', 'unsavedChanges'];
  readonly resolve!: DialogBindings<{ request: PasswordRequest<object> }, object>['resolve'];
  readonly close!: DialogBindings<unknown, object>['close'];
  readonly form: Submission;
  password = '';

  constructor(
    $element: JQLite,
    $scope: angular.IScope,
    readonly session: Session,
    submission: Submissions,
    unsavedChanges: UnsavedChanges,
  ) {
    unsavedChanges.watchDialog($scope, () => this.password !== '');
    this.form = submission($element, { password: 'Your password' });
  }

  get request(): PasswordRequest<object> {
    return this.resolve.request;
  }

  send(): void {
    if (this.form.busy) return;
    if (!this.form.validate({ password: this.password === '' ? 'Enter your password.' : undefined })) return;
    this.form.send(this.request.send(this.password), (answer) => this.close({ $value: answer }));
  }
}

export const passwordDialog: angular.IComponentOptions = {
  template,
  bindings: { resolve: '<', close: '&', dismiss: '&' },
  controller: PasswordDialogController,
};
