import type { StateService } from '@uirouter/core';
import { capitalised, type ResourceDefinition } from '../resource/define-resource';
import { displayName, initials, roleLabel } from '../session/person';
import type { Session } from '../session/session';
import type { UnsavedChanges } from '../ui/dialogs/unsaved-changes';
import type { Navigation } from '../ui/navigation';
import template from './shell.html?raw';

/** The top bar with the menus of resources and of the account, and the view below it. */
class ShellController {
  static readonly $inject = [
    '$scope',
    '$element',
    '$window',
    '$state',
    'resources',
    'session',
    'navigation',
    'unsavedChanges',
  ];
  readonly items: { readonly label: string; readonly state: string; readonly name: string }[];
  open: 'account' | 'narrow' | undefined;
  offline = false;
  private toggled: Event | undefined;

  constructor(
    private readonly $scope: angular.IScope,
    private readonly $element: JQLite,
    private readonly $window: Window,
    private readonly $state: StateService,
    resources: readonly ResourceDefinition[],
    readonly session: Session,
    private readonly navigation: Navigation,
    private readonly unsavedChanges: UnsavedChanges,
  ) {
    this.items = resources.map(({ name, plural }) => ({ label: capitalised(plural), state: name, name }));
  }

  $onInit(): void {
    this.session.start();
    this.offline = !this.$window.navigator.onLine;
    document.addEventListener('click', this.closeMenu);
    document.addEventListener('keydown', this.closeMenu);
    document.addEventListener('focusin', this.closeMenu);
    this.$window.addEventListener('online', this.onLine);
    this.$window.addEventListener('offline', this.onLine);
  }

  $onDestroy(): void {
    document.removeEventListener('click', this.closeMenu);
    document.removeEventListener('keydown', this.closeMenu);
    document.removeEventListener('focusin', this.closeMenu);
    this.$window.removeEventListener('online', this.onLine);
    this.$window.removeEventListener('offline', this.onLine);
  }

  get userName(): string {
    return this.session.user ? displayName(this.session.user) : 'Account';
  }

  get initials(): string {
    return initials(this.userName);
  }

  get role(): string {
    return this.session.user ? roleLabel(this.session.user.role) : '';
  }

  isCurrent(name: string): boolean {
    return this.$state.current.data?.resource === name;
  }

  isAt(state: string): boolean {
    return this.$state.includes(state) === true;
  }

  toggle(menu: 'account' | 'narrow', event: Event): void {
    this.toggled = event; // the event bubbles up to the document, where a click closes the menu
    this.open = this.open === menu ? undefined : menu;
  }

  /** GET /login ends the session on the server. */
  logOut(): void {
    this.unsavedChanges.confirmLeaving().then((leave) => {
      if (leave) this.navigation.leaveTo('/login');
    });
  }

  private readonly closeMenu = (event: Event): void => {
    if (!this.open || event === this.toggled) return;
    if (event instanceof KeyboardEvent) {
      if (event.key !== 'Escape') return;
      this.$element[0]!.querySelector<HTMLElement>(`[aria-controls="${this.open}-menu"]`)?.focus();
    } else if (event instanceof FocusEvent && (event.target as Element).closest('.fl-topbar')) return;
    this.$scope.$applyAsync(() => (this.open = undefined));
  };

  private readonly onLine = (): void => {
    this.$scope.$applyAsync(() => (this.offline = !this.$window.navigator.onLine));
  };
}

export const shell: angular.IComponentOptions = { template, controller: ShellController };
