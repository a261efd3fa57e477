import { displayName } from '../session/person';
import type { IssuedLink, KnownUser } from './administration-service';
import template from './issued-link.html?raw';

/** `<fl-issued-link user="…" link="…">`: a one-time link, which is shown this one time. */
export const issuedLink: angular.IComponentOptions = {
  template,
  bindings: { user: '<', link: '<' },
  controller: class {
    readonly user!: KnownUser;
    readonly link!: IssuedLink;

    get name(): string {
      return displayName(this.user);
    }

    get label(): string {
      return this.link.purpose === 'invitation' ? 'Invitation' : 'Link for a new password';
    }
  },
};
