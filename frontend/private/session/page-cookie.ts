/** The cookie with the XSRF token. */
export interface PageCookie {
  readonly name: string;
  /** Undefined when there is no such cookie: the session has ended. */
  readonly value: string | undefined;
}

/**
 * Reads the cookie with the XSRF token. It exists as long as the session, in all tabs. Browsers protect the name
 * `__Host-xsrf`; the other one is for sites without TLS. The usual name `XSRF-TOKEN` may belong to another application.
 */
export function pageCookie(): PageCookie {
  const cookies = new Map(
    document.cookie.split('; ').map((pair) => [pair.split('=', 1)[0]!, pair.slice(pair.indexOf('=') + 1)]),
  );
  const name = cookies.has('__Host-xsrf') ? '__Host-xsrf' : 'flangular-xsrf';
  return { name, value: cookies.get(name) };
}
