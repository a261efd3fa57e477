// The page on which people choose a password by a link. The code of the link stands behind the # of the address, which
// browsers send to nobody; here it goes into the form and out of the address, so that it stays in no history.

function takeCode(): void {
  const code = window.location.hash.slice(1);
  const input = document.querySelector<HTMLInputElement>('#code');
  if (code === '' || input === null) return;
  input.value = code;
  input.closest('.fl-field')?.setAttribute('hidden', '');
  window.history.replaceState(null, '', window.location.pathname);
  void lookWhetherItWorks(code);
}

/**
 * Says at once that a link was used or has ended. Sent without a password it sets none: as long as it works, the answer is
 * that the password is too short (400), and otherwise the page that says that it does not (200).
 */
async function lookWhetherItWorks(code: string): Promise<void> {
  show({ ended: false });
  const body = new URLSearchParams({ code, password: '' });
  const answer = await fetch('/login/password', { method: 'POST', body }).catch(() => undefined);
  const input = document.querySelector<HTMLInputElement>('#code');
  if (answer?.status === 200 && input?.value === code) show({ ended: true });
}

function show({ ended }: { ended: boolean }): void {
  document.querySelector<HTMLElement>('#link-ended')?.toggleAttribute('hidden', !ended);
  document.querySelector<HTMLElement>('form')?.toggleAttribute('hidden', ended);
}

/** In the first field that is to be filled in: also after an attempt that failed. */
function beginToType(): void {
  const code = document.querySelector<HTMLInputElement>('#code');
  document.querySelector<HTMLInputElement>(code?.value === '' ? '#code' : '#password')?.focus();
}

function start(): void {
  takeCode();
  beginToType();
}

function offerToShow(): void {
  const password = document.querySelector<HTMLInputElement>('#password');
  const button = document.querySelector<HTMLButtonElement>('#show-password');
  if (password === null || button === null) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    const shown = password.type === 'password';
    password.type = shown ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(shown));
  });
  // Browsers keep what was typed into texts, so it must be a password again when it is sent.
  password.form?.addEventListener('submit', () => (password.type = 'password'));
}

start();
offerToShow();
// Another link that is followed while the page is open changes the address alone.
window.addEventListener('hashchange', start);

export {};
