import type { IScope } from 'angular';

/** The open dialogs, the topmost last. */
const open: Element[] = [];

/**
 * Makes everything but the topmost dialog and the messages inert, as long as the dialog is open. The library
 * only hides the page from screen readers; the keyboard would still reach it.
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
  // Before the library gives the focus back: an element that is inert or covered would not take it.
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
