import type { IScope } from 'angular';

/** The open dialogs, the topmost last. */
const open: Element[] = [];

/**
 * Makes everything but the topmost dialog and the toasts inert while the dialog is open. The library only hides the
 * page from screen readers; the keyboard could still reach it.
 */
export function pageInert(scope: IScope, dialog: Element): void {
  dialog.setAttribute('aria-modal', 'true');
  open.push(dialog);
  update();
  const close = (): void => {
    dialog.classList.remove('fl-cover');
    const index = open.indexOf(dialog);
    if (index >= 0) open.splice(index, 1);
    update();
  };
  // Before the library restores the focus, which an inert or hidden element would not accept.
  scope.$on('modal.closing', (event) => {
    if (!event.defaultPrevented) close();
  });
  scope.$on('$destroy', close);
}

function update(): void {
  const top = open.at(-1);
  for (const element of document.body.children) {
    const messages = element.matches('fl-toasts');
    element.toggleAttribute('inert', top !== undefined && element !== top && !messages);
    if (messages) element.removeAttribute('aria-hidden');
  }
}
