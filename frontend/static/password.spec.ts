import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const page = `
  <div id="link-ended" hidden></div>
  <form>
    <div class="fl-field"><input id="code" name="code" /></div>
    <input id="password" type="password" />
    <button type="button" id="show-password" aria-pressed="false" hidden></button>
  </form>`;

/** Loads the page at the URL with that fragment, and runs its script. */
async function load(html: string, hash: string): Promise<void> {
  document.body.innerHTML = html;
  window.location.hash = hash;
  vi.resetModules();
  await import('./password');
}

const input = (id: string) => document.querySelector<HTMLInputElement>(`#${id}`)!;
const field = () => document.querySelector<HTMLElement>('.fl-field')!;

describe('the page to choose a password', () => {
  const fetched = vi.fn<typeof fetch>();
  const answer = (status: number) => fetched.mockResolvedValueOnce(new Response('', { status }));
  const ended = () => document.querySelector<HTMLElement>('#link-ended')!;
  const form = () => document.querySelector<HTMLElement>('form')!;

  beforeEach(() => {
    window.history.replaceState(null, '', '/login/password');
    fetched.mockReset().mockRejectedValue(new TypeError('offline'));
    vi.stubGlobal('fetch', fetched);
  });
  afterEach(() => {
    document.body.innerHTML = '';
    vi.unstubAllGlobals();
  });

  it('shows at once that a link is invalid, by a request without a password', async () => {
    answer(200);
    await load(page, '#used-up');
    await vi.waitFor(() => expect(ended().hidden).toBe(false));
    expect(form().hidden).toBe(true);
    const [url, request] = fetched.mock.calls[0]!;
    expect([url, request!.method, String(request!.body)]).toEqual([
      '/login/password',
      'POST',
      'code=used-up&password=',
    ]);

    answer(400);
    window.location.hash = '#good';
    window.dispatchEvent(new Event('hashchange'));
    expect(form().hidden).toBe(false);
    expect(ended().hidden).toBe(true);
  });

  it.each([400, 429, 503])('shows the form when the response is %i', async (status) => {
    answer(status);
    await load(page, '#the-code');
    await vi.waitFor(() => expect(fetched).toHaveBeenCalled());
    await Promise.resolve();
    expect(form().hidden).toBe(false);
    expect(ended().hidden).toBe(true);
  });

  it('moves the code from the URL into the form', async () => {
    await load(page, '#the-code');
    expect(input('code').value).toBe('the-code');
    expect(field().hidden).toBe(true);
    expect(window.location.href).toMatch(/\/login\/password$/);
    expect(document.activeElement).toBe(input('password'));
  });

  it('asks for the link when the URL has no code', async () => {
    await load(page, '');
    expect(input('code').value).toBe('');
    expect(field().hidden).toBe(false);
    expect(document.activeElement).toBe(input('code'));
  });

  it('focuses the password when the link is known from a failed attempt', async () => {
    await load('<form><input id="code" type="hidden" value="known" /><input id="password" /></form>', '');
    expect(input('code').value).toBe('known');
    expect(document.activeElement).toBe(input('password'));
  });

  it('uses the code of another link that is opened in the same tab', async () => {
    await load(page, '');
    window.location.hash = '#another';
    window.dispatchEvent(new Event('hashchange'));
    expect(input('code').value).toBe('another');
    expect(window.location.hash).toBe('');
  });

  it('hides the password again when the form is sent', async () => {
    await load(page, '');
    const button = document.querySelector<HTMLButtonElement>('#show-password')!;
    expect(button.hidden).toBe(false);

    button.click();
    expect(input('password').type).toBe('text');
    expect(button.getAttribute('aria-pressed')).toBe('true');
    button.click();
    expect(input('password').type).toBe('password');

    button.click();
    document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
    expect(input('password').type).toBe('password');
  });

  it('ignores a page without a form', async () => {
    await expect(load('<p></p>', '#the-code')).resolves.toBeUndefined();
  });
});
