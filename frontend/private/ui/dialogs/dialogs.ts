import type { IPromise, ui } from 'angular';
import confirmTemplate from './confirm-dialog.html?raw';

/** The texts of a confirmation dialog. The labels of both buttons are verbs with their object. */
export interface Confirmation {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly cancel: string;
}

/** The reason of angular-ui-bootstrap for a dialog that is dismissed with Esc. */
export const escapeReason = 'escape key press';

/** The service `dialogs`. Esc does the same as the button that changes nothing. */
export class Dialogs {
  static readonly $inject = ['$uibModal', '$uibModalStack', '$q'];

  constructor(
    private readonly $uibModal: ui.bootstrap.IModalService,
    private readonly $uibModalStack: ui.bootstrap.IModalStackService,
    private readonly $q: angular.IQService,
  ) {}

  /** Opens a confirmation dialog. Resolves with true when the user confirms. */
  confirm(confirmation: Confirmation): IPromise<boolean> {
    return this.open<boolean>('flConfirmDialog', { confirmation }, { size: 'confirm' }).then(
      (answer) => answer === true,
    );
  }

  /** Dismisses the topmost dialog, if Esc may dismiss it. Returns whether a dialog is open. */
  dismissTopmost(): boolean {
    const top = this.$uibModalStack.getTop();
    if (top?.value.keyboard) top.key.dismiss(escapeReason);
    return top !== undefined;
  }

  /** Opens a component as a dialog. Resolves with its result, or with undefined when it is dismissed. */
  open<T>(
    component: string,
    resolve: Record<string, unknown>,
    settings: ui.bootstrap.IModalSettings = {},
  ): IPromise<T | undefined> {
    const functions = Object.fromEntries(Object.entries(resolve).map(([key, value]) => [key, () => value]));
    const dialog = this.$uibModal.open({
      component,
      resolve: functions,
      ariaLabelledBy: `${component}-title`,
      ariaDescribedBy: `${component}-text`,
      ...settings,
    });
    return dialog.result.then(
      (answer) => answer as T,
      () => this.$q.resolve(undefined),
    );
  }
}

/** The bindings of a component that is opened as a dialog. */
export interface DialogBindings<R, T> {
  readonly resolve: R;
  close(locals: { $value: T }): void;
  dismiss(): void;
}

/** The dialog of {@link Dialogs.confirm}. The button that changes nothing has the focus. */
export const confirmDialog: angular.IComponentOptions = {
  template: confirmTemplate,
  bindings: { resolve: '<', close: '&', dismiss: '&' },
};
