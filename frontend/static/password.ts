// The page to choose a password with a one-time link. The code is in the fragment of the URL, which browsers do not
// send. This script moves it into the form, so that it does not stay in the history.

function takeCode(): void {
  const code = window.location.hash.slice(1);
  const input = document.querySelector<HTMLInputElement>('#code');
  if (code === '' || input === null) return;
  input.value = code;
  input.closest('.fl-field')?.setAttribute('hidden', '');
  window.history.replaceState(null, '', window.location.pathname);
  void checkLink(code);
}

/**
 * Shows immediately that a link was used or has expired. A request without a password changes nothing: for a valid link
 * the response is that the password is too short (400), otherwise the page that says that the link is invalid (200).
 */
async function checkLink(code: string): Promise<void> {
  show({ ended: false });
  const body = new URLSearchParams({ code, password: '' });
  const response = await fetch('/login/password', { method: 'POST', body }).catch(() => undefined);
  const input = document.querySelector<HTMLInputElement>('#code');
  if (response?.status === 200 && input?.value === code) show({ ended: true });
}

function show({ ended }: { ended: boolean }): void {
  document.querySelector<HTMLElement>('#link-ended')?.toggleAttribute('hidden', !ended);
  document.querySelector<HTMLElement>('form')?.toggleAttribute('hidden', ended);
}

/** Moves the focus to the first empty field, also after a failed attempt. */
function focusFirstField(): void {
  const code = document.querySelector<HTMLInputElement>('#code');
  document.querySelector<HTMLInputElement>(code?.value === '' ? '#code' : '#password')?.focus();
}

function start(): void {
  takeCode();
  focusFirstField();
}

function addShowButton(): void {
  const password = document.querySelector<HTMLInputElement>('#password');
  const button = document.querySelector<HTMLButtonElement>('#show-password');
  if (password === null || button === null) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    const shown = password.type === 'password';
    password.type = shown ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(shown));
  });
  // Browsers remember the content of text fields, so it must be a password field when it is sent.
  password.form?.addEventListener('submit', () => (password.type = 'password'));
}

start();
addShowButton();
// Another link that is opened in the same tab changes the fragment only.
window.addEventListener('hashchange', start);

export {};
