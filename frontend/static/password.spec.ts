import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const page = `
  <div id="link-ended" hidden></div>
  <form>
    <div class="fl-field"><input id="code" name="code" /></div>
    <input id="password" type="password" />
    <button type="button" id="show-password" aria-pressed="false" hidden></button>
  </form>`;

/** The page as it is after its script ran at that address. */
async function opened(html: string, hash: string): Promise<void> {
  document.body.innerHTML = html;
  window.location.hash = hash;
  vi.resetModules();
  await import('./password');
}

const input = (id: string) => document.querySelector<HTMLInputElement>(`#${id}`)!;
const field = () => document.querySelector<HTMLElement>('.fl-field')!;

describe('the page for choosing a password', () => {
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

  it('says at once that a link does not work, and asks without a password', async () => {
    answer(200);
    await opened(page, '#used-up');
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

  it.each([400, 429, 503])('shows the form where the answer is %i', async (status) => {
    answer(status);
    await opened(page, '#the-code');
    await vi.waitFor(() => expect(fetched).toHaveBeenCalled());
    await Promise.resolve();
    expect(form().hidden).toBe(false);
    expect(ended().hidden).toBe(true);
  });

  it('takes the code out of its address into the form', async () => {
    await opened(page, '#the-code');
    expect(input('code').value).toBe('the-code');
    expect(field().hidden).toBe(true);
    expect(window.location.href).toMatch(/\/login\/password$/);
    expect(document.activeElement).toBe(input('password'));
  });

  it('asks for the link when there is none in its address', async () => {
    await opened(page, '');
    expect(input('code').value).toBe('');
    expect(field().hidden).toBe(false);
    expect(document.activeElement).toBe(input('code'));
  });

  it('begins with the password when the link is known from an attempt that failed', async () => {
    await opened('<form><input id="code" type="hidden" value="known" /><input id="password" /></form>', '');
    expect(input('code').value).toBe('known');
    expect(document.activeElement).toBe(input('password'));
  });

  it('takes the code of a link that is followed while it is open', async () => {
    await opened(page, '');
    window.location.hash = '#another';
    window.dispatchEvent(new Event('hashchange'));
    expect(input('code').value).toBe('another');
    expect(window.location.hash).toBe('');
  });

  it('shows the password only until it is sent', async () => {
    await opened(page, '');
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

  it('leaves a page without a form alone', async () => {
    await expect(opened('<p></p>', '#the-code')).resolves.toBeUndefined();
  });
});
