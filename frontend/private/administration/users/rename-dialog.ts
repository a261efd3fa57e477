import type { Submission, Submissions } from '../../form/submission';
import type { DialogBindings } from '../../ui/dialogs/dialogs';
import type { UnsavedChanges } from '../../ui/dialogs/unsaved-changes';
import template from './rename-dialog.html?raw';
import type { ManagedUser, UserService } from './user-service';

/** The dialog to change the name of a user. Closes with the changed user. */
class RenameDialogController {
  static readonly $inject = ['$element', '$scope', 'userService', 'submission', 'unsavedChanges'];
  readonly resolve!: DialogBindings<{ user: ManagedUser }, ManagedUser>['resolve'];
  readonly close!: DialogBindings<unknown, ManagedUser>['close'];
  readonly form: Submission;
  name = '';

  constructor(
    $element: JQLite,
    private readonly $scope: angular.IScope,
    private readonly service: UserService,
    submission: Submissions,
    private readonly unsavedChanges: UnsavedChanges,
  ) {
    this.form = submission($element, { name: 'Name' });
  }

  $onInit(): void {
    const before = this.resolve.user.name ?? '';
    this.name = before;
    this.unsavedChanges.watchDialog(this.$scope, () => this.name !== before);
  }

  save(): void {
    if (this.form.busy) return;
    this.form.send(this.service.change(this.resolve.user.id, { name: this.name.trim() }), (user) =>
      this.close({ $value: user }),
    );
  }
}

export const renameDialog: angular.IComponentOptions = {
  template,
  bindings: { resolve: '<', close: '&', dismiss: '&' },
  controller: RenameDialogController,
};
