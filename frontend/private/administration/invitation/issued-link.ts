import { displayName } from '../../session/person';
import { shownOnce, type UnsavedChanges } from '../../ui/dialogs/unsaved-changes';
import type { IssuedLink, ManagedUser } from '../users/user-service';
import template from './issued-link.html?raw';

/** `<fl-issued-link user="…" link="…">`: shows a one-time link, once. */
export const issuedLink: angular.IComponentOptions = {
  template,
  bindings: { user: '<', link: '<' },
  controller: class {
    static readonly $inject = ['unsavedChanges'];
    readonly user!: ManagedUser;
    readonly link!: IssuedLink;
    private unwatch!: () => void;

    constructor(private readonly unsavedChanges: UnsavedChanges) {}

    $onInit(): void {
      this.unwatch = this.unsavedChanges.watch(() => true, shownOnce);
    }

    $onDestroy(): void {
      this.unwatch();
    }

    get name(): string {
      return displayName(this.user);
    }

    get label(): string {
      return this.link.purpose === 'invitation' ? 'Invitation' : 'Link for a new password';
    }
  },
};
