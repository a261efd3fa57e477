/** The cookie out of which the page takes the XSRF token. */
export interface PageCookie {
  readonly name: string;
  /** Undefined when there is none: the session has ended. */
  readonly value: string | undefined;
}

/**
 * The page's own cookie with the XSRF token. It lives exactly as long as the session, in all tabs. Browsers let no other
 * host set the first name; the second is for sites without TLS. Another application may set `XSRF-TOKEN`.
 */
export function pageCookie(): PageCookie {
  const cookies = new Map(
    document.cookie.split('; ').map((pair) => [pair.split('=', 1)[0]!, pair.slice(pair.indexOf('=') + 1)]),
  );
  const name = cookies.has('__Host-xsrf') ? '__Host-xsrf' : 'flangular-xsrf';
  return { name, value: cookies.get(name) };
}
