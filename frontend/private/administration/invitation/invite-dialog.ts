import type { Submission, Submissions } from '../../form/submission';
import { displayName, type Role, roles } from '../../session/person';
import { bidiIsolate } from '../../ui/bidi-isolate';
import type { DialogBindings } from '../../ui/dialogs/dialogs';
import type { UnsavedChanges } from '../../ui/dialogs/unsaved-changes';
import type { Focus } from '../../ui/focus';
import type { Toasts } from '../../ui/toasts/toasts';
import type { InvitationResult, ManagedUser, UserService } from '../users/user-service';
import template from './invite-dialog.html?raw';

/** The dialog to invite a user. It shows the link afterwards. Closes with the new user. */
class InviteDialogController {
  static readonly $inject = ['$element', '$scope', 'userService', 'focus', 'submission', 'toasts', 'unsavedChanges'];
  readonly close!: DialogBindings<unknown, ManagedUser>['close'];
  readonly dismiss!: DialogBindings<unknown, ManagedUser>['dismiss'];
  readonly roles = roles;
  readonly form: Submission;
  email = '';
  name = '';
  role: Role = 'editor';
  password = '';
  invited: InvitationResult | undefined;
  private unwatch!: () => void;

  constructor(
    private readonly $element: JQLite,
    private readonly $scope: angular.IScope,
    private readonly service: UserService,
    private readonly focus: Focus,
    submission: Submissions,
    private readonly toasts: Toasts,
    private readonly unsavedChanges: UnsavedChanges,
  ) {
    this.form = submission($element, { email: 'Email', name: 'Name', role: 'Role', password: 'Your password' });
  }

  $onInit(): void {
    // Instead of the option `keyboard` of the library: Esc must discard neither the link nor input.
    this.$element.on('keydown', (event) => {
      if (event.key === 'Escape' && !this.invited && !this.typed) this.$scope.$evalAsync(() => this.dismiss());
    });
    this.unwatch = this.unsavedChanges.watch(() => !this.invited && this.typed);
  }

  $onDestroy(): void {
    this.unwatch();
  }

  private get typed(): boolean {
    return [this.email, this.name, this.password].some(Boolean);
  }

  get invitedName(): string {
    return this.invited ? displayName(this.invited.user) : '';
  }

  invite(): void {
    if (this.form.busy) return;
    const email = this.email.trim();
    const confirmed = this.role !== 'administrator' || this.password !== '';
    const valid = this.form.validate({
      email: email === '' ? 'Enter the email address.' : undefined,
      password: confirmed ? undefined : 'Enter your password.',
    });
    if (!valid) return;
    const name = this.name.trim() || undefined;
    const password = this.role === 'administrator' ? this.password : undefined;
    this.form.send(this.service.invite({ email, name, role: this.role, password }), (invited) => {
      if (invited.link) {
        this.invited = invited;
        this.focus(this.$element, 'h2');
        return;
      }
      this.close({ $value: invited.user });
      this.toasts.error(
        `${bidiIsolate(displayName(invited.user))} is invited, but the answer with the link was lost.`,
        'Choose “Invite again” in their menu to make a new link: nobody can show the lost one again.',
      );
    });
  }

  done(): void {
    this.close({ $value: this.invited!.user });
  }
}

export const inviteDialog: angular.IComponentOptions = {
  template,
  bindings: { resolve: '<', close: '&', dismiss: '&' },
  controller: InviteDialogController,
};
