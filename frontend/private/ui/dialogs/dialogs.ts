import type { IPromise, ui } from 'angular';
import confirmTemplate from './confirm-dialog.html?raw';

/** What a confirmation says. Both buttons are verbs with their object. */
export interface Confirmation {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly cancel: string;
}

/** Why the library dismisses a dialog at Esc. */
export const byEsc = 'escape key press';

/** Opens dialogs. Esc and the harmless button mean the same. */
export class Dialogs {
  static readonly $inject = ['$uibModal', '$uibModalStack', '$q'];

  constructor(
    private readonly $uibModal: ui.bootstrap.IModalService,
    private readonly $uibModalStack: ui.bootstrap.IModalStackService,
    private readonly $q: angular.IQService,
  ) {}

  /** Asks before something is lost; true when the person agreed. */
  confirm(confirmation: Confirmation): IPromise<boolean> {
    return this.open<boolean>('flConfirmDialog', { confirmation }, { size: 'confirm' }).then(
      (answer) => answer === true,
    );
  }

  /** The topmost dialog covers the page; like Esc, this dismisses it where Esc does. False when there is none. */
  dismissTopmost(): boolean {
    const top = this.$uibModalStack.getTop();
    if (top?.value.keyboard) top.key.dismiss(byEsc);
    return top !== undefined;
  }

  /** Opens a component as a dialog; undefined when it was left without an answer. */
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

/** What the library binds to a component that is opened as a dialog. */
export interface DialogBindings<R, T> {
  readonly resolve: R;
  close(locals: { $value: T }): void;
  dismiss(): void;
}

/** The question of {@link Dialogs.confirm}. The harmless button has the focus. */
export const confirmDialog: angular.IComponentOptions = {
  template: confirmTemplate,
  bindings: { resolve: '<', close: '&', dismiss: '&' },
};
