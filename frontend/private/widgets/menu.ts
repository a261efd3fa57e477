import template from './menu.html?raw';

/** `<fl-menu label="Actions for …">`: a button with three dots, which opens the actions in the element. */
class MenuController {
  static readonly $inject = ['$element', '$scope'];
  readonly label!: string;
  open = false;
  private toggled: Event | undefined;

  constructor(
    private readonly $element: JQLite,
    private readonly $scope: angular.IScope,
  ) {}

  $onInit(): void {
    document.addEventListener('click', this.close);
    document.addEventListener('keydown', this.close);
    document.addEventListener('focusin', this.close);
    // Before the action runs: a dialog returns the focus to the button, since the menu item will not exist any more.
    this.$element[0]!.addEventListener('click', this.focusButton, { capture: true });
  }

  $onDestroy(): void {
    document.removeEventListener('click', this.close);
    document.removeEventListener('keydown', this.close);
    document.removeEventListener('focusin', this.close);
  }

  toggle(event: Event): void {
    this.toggled = event; // the event bubbles up to the document, where a click closes the menu
    this.open = !this.open;
  }

  private readonly focusButton = (): void => this.$element[0]!.querySelector('button')!.focus();

  private readonly close = (event: Event): void => {
    if (!this.open || event === this.toggled) return;
    if (event instanceof KeyboardEvent) {
      if (event.key !== 'Escape') return;
      this.focusButton();
    } else if (event instanceof FocusEvent && this.$element[0]!.contains(event.target as Node)) return;
    this.$scope.$applyAsync(() => (this.open = false));
  };
}

export const menu: angular.IComponentOptions = {
  template,
  transclude: true,
  bindings: { label: '@' },
  controller: MenuController,
};
