import type { IHttpResponse } from 'angular';

/** A failed request, explained for the user. */
export interface Failure {
  readonly status: number;
  /** What happened, as a sentence. */
  readonly title: string;
  /** What to do, as one or two sentences. */
  readonly text: string;
  /** The reference for the administrator, when the server sent one. */
  readonly reference: string | undefined;
  /** The validation errors by field name. */
  readonly fields: Readonly<Record<string, string>>;
  /** Whether the request may have been carried out although it failed. */
  readonly outcomeUnknown: boolean;
}

/** The body of an error response (RFC 9457, with the members of the collection protocol). */
interface Problem {
  message?: unknown;
  reference?: unknown;
  validation_errors?: unknown;
}

/** A failed response to a request whose outcome is unknown, with advice for the user. */
export interface LostResponse extends IHttpResponse<unknown> {
  readonly advice?: string;
}

/** Explains a failed `$http` response. The status is -1 when no response arrived: no network, or a timeout. */
export function explainFailure(response: LostResponse): Failure {
  const problem = isObject(response.data) ? (response.data as Problem) : {};
  const message = typeof problem.message === 'string' ? problem.message : undefined;
  const wait = retryAfter(response);
  const [title, text] = describe(response.status, message, wait);
  return {
    status: response.status,
    title,
    text: response.advice ?? text,
    reference: typeof problem.reference === 'string' ? problem.reference : undefined,
    fields: isObject(problem.validation_errors) ? textsOf(problem.validation_errors) : {},
    outcomeUnknown: isOutcomeUnknown(response),
  };
}

/** Whether something is an `$http` response, in contrast to an error in the code. */
export function isResponse(reason: unknown): reason is IHttpResponse<unknown> {
  return isObject(reason) && 'status' in reason && 'config' in reason;
}

/** Explains why a request failed. Rethrows an error in the code. */
export function failureOf(reason: unknown): Failure {
  if (!isResponse(reason)) throw reason;
  return explainFailure(reason);
}

/** Whether no response of the server arrived, neither here nor at a reverse proxy (502, 504). */
export function isUnanswered(reason: unknown): boolean {
  return isResponse(reason) && [-1, 502, 504].includes(reason.status);
}

/**
 * Whether a request that changes something may have been carried out although it failed: no response of the server
 * arrived, or the server itself does not know (`"outcome": "unknown"`).
 */
export function isOutcomeUnknown(reason: unknown): boolean {
  if (!isResponse(reason) || reason.config.method === 'GET') return false;
  return (
    isUnanswered(reason) || (isObject(reason.data) && (reason.data as { outcome?: unknown }).outcome === 'unknown')
  );
}

/** "Not saved.", or "Perhaps not saved." when the outcome is unknown. */
export function outcomeTitle(not: string, { outcomeUnknown }: Failure): string {
  return outcomeUnknown ? `Perhaps ${not.charAt(0).toLowerCase()}${not.slice(1)}` : not;
}

/** Whether the server refused the request because another user has logged in since the page was loaded. */
export function isOtherUser({ status, data }: IHttpResponse<unknown>): boolean {
  return status === 409 && isObject(data) && (data as { type?: unknown }).type === 'urn:flangular:problem:other-user';
}

/** A validation error as a sentence. The server sends a sentence, or a predicate for the label: "must not be empty". */
export function toSentence(label: string, reason: string): string {
  return /^\p{Ll}/u.test(reason) ? `${label} ${reason}.` : reason;
}

/** "in 27 seconds", from `Retry-After`; undefined without that header. */
export function retryAfter(response: IHttpResponse<unknown>): string | undefined {
  const header = response.headers?.('Retry-After');
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  if (!Number.isFinite(seconds)) return undefined;
  if (seconds < 120) return seconds === 1 ? 'in 1 second' : `in ${Math.max(seconds, 0)} seconds`;
  return `in ${Math.ceil(seconds / 60)} minutes`;
}

function describe(status: number, message: string | undefined, wait: string | undefined): [string, string] {
  const again = wait ? `Try again ${wait}.` : 'Try again in a moment.';
  switch (status) {
    case -1:
      return navigator.onLine
        ? ['The server did not answer.', 'Check the network, then try again.']
        : ['You are offline.', 'Try again when you are connected.'];
    case 400:
      return ['The server did not accept this.', message ?? ''];
    case 401:
      return ['Your session has ended.', 'Log in again to go on.'];
    case 403:
      return ['You are not allowed to do this.', 'Ask an administrator if you need it.'];
    case 404:
      return ['It does not exist any more.', 'Someone may have deleted it.'];
    case 412:
      return ['This was changed in the meantime.', 'Load it again to see what changed.'];
    case 413:
      return ['This is too large.', 'Shorten it, then try again.'];
    case 415:
      return ['The server does not understand this format.', 'Reload the page, then try again.'];
    case 428:
      return ['The version is missing.', 'Reload the page, then try again.'];
    case 429:
      return ['Too many requests.', again];
    case 503:
      return wait || !message ? ['The server is busy.', again] : ['The server could not do this.', message];
    default:
      return status >= 500
        ? ['The server has a problem.', 'Try again in a moment.']
        : ['This did not work.', message ?? `The server answered with status ${status}.`];
  }
}

function textsOf(errors: object): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).map(([field, text]) => [field, String(text)]));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
