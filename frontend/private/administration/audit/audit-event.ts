import { roleLabel } from '../../session/person';
import { bidiIsolate } from '../../ui/bidi-isolate';

/** A user with the current display name. */
interface NamedUser {
  readonly id: number;
  readonly name: string;
}

/** An event of the audit log. */
export interface AuditEvent {
  readonly id: number;
  readonly at: string;
  readonly kind: string;
  /** The user who did it; null when unknown. */
  readonly actor: NamedUser | null;
  /** The user concerned; null when there is none. */
  readonly subject: NamedUser | null;
  /** The IP address; empty when the application itself did it. */
  readonly address: string;
  readonly details: Readonly<Record<string, string>>;
}

/** An event as text: "Ana Ruiz", "changed the role of Lena Vogt", "Editor → Viewer". */
export interface EventDescription {
  readonly icon: string;
  readonly who: string;
  readonly what: string;
  readonly detail: string;
  readonly failed: boolean;
}

type Describer = (event: AuditEvent) => { icon: string; what: string; who?: string; detail?: string; failed?: true };

const reasons: Record<string, string> = {
  unknown: 'Unknown email address',
  password: 'Wrong password',
  disabled: 'The account is disabled',
  throttled: 'Too many tries',
  code: 'Wrong code',
  late: 'The code came too late',
};

const factors: Record<string, string> = {
  password: 'With the password',
  code: 'With a code',
  'recovery code': 'With a recovery code',
};

const purposes: Record<string, string> = { invitation: 'an invitation', reset: 'a link for a new password' };

const describers: Record<string, Describer> = {
  logged_in: ({ details }) => ({
    icon: 'log-in',
    what: 'logged in',
    detail: joinParts(factors[details['factor']!], browser(details)),
  }),
  log_in_refused: ({ subject, details }) => ({
    icon: 'circle-alert',
    who: subject?.name ?? 'Somebody',
    what: 'could not log in',
    detail: reasons[details['reason']!] ?? '',
    failed: true,
  }),
  logged_out: () => ({ icon: 'log-out', what: 'logged out' }),
  sessions_ended: (event) => ({
    icon: 'log-out',
    what: isOwnAction(event) ? 'logged out elsewhere' : `ended the sessions of ${subjectName(event)}`,
    detail: pluralize(event.details['count'], 'session'),
  }),
  password_changed: () => ({ icon: 'lock', what: 'changed the password' }),
  password_refused: ({ details }) => ({
    icon: 'circle-alert',
    what: 'gave a wrong password',
    detail: details['for'] ? `Asked for: ${details['for']}` : '',
    failed: true,
  }),
  second_factor_on: () => ({ icon: 'shield-check', what: 'turned on the second factor' }),
  second_factor_off: (event) => ({
    icon: 'shield-off',
    what: isOwnAction(event) ? 'turned off the second factor' : `removed the second factor of ${subjectName(event)}`,
  }),
  recovery_codes_made: () => ({ icon: 'key-round', what: 'made new recovery codes' }),
  token_made: ({ details }) => ({
    icon: 'key-round',
    what: `made API token ${details['token'] ?? ''}`.trim(),
    detail: details['scope'] === 'write' ? 'Read and write' : 'Read only',
  }),
  token_revoked: (event) => ({
    icon: 'key-round',
    what:
      `revoked API token ${event.details['token'] ?? ''}`.trim() +
      (isOwnAction(event) ? '' : ` of ${subjectName(event)}`),
  }),
  user_added: (event) => ({
    icon: 'user-plus',
    what: `added ${subjectName(event)}`,
    detail: roleLabel(event.details['role'] ?? ''),
  }),
  user_renamed: (event) => ({
    icon: 'pencil',
    what: isOwnAction(event) ? 'changed the name' : `changed the name of ${subjectName(event)}`,
    detail: `${nameOrNone(event.details['from'])} → ${nameOrNone(event.details['to'])}`,
  }),
  user_disabled: (event) => ({
    icon: 'ban',
    what: `disabled ${subjectName(event)}`,
    detail: event.details['tokens'] ? `${pluralize(event.details['tokens'], 'API token')} revoked` : '',
  }),
  user_enabled: (event) => ({ icon: 'user-check', what: `enabled ${subjectName(event)}` }),
  role_changed: (event) => ({
    icon: 'users',
    what: `changed the role of ${subjectName(event)}`,
    detail: `${roleLabel(event.details['from'] ?? '')} → ${roleLabel(event.details['to'] ?? '')}`,
  }),
  link_issued: (event) => ({
    icon: 'mail',
    what: `made ${purposes[event.details['purpose']!] ?? 'a link'} for ${subjectName(event)}`,
  }),
  link_used: ({ details }) => ({
    icon: 'lock',
    what: 'chose a password',
    detail: joinParts(
      details['purpose'] ? `With ${purposes[details['purpose']] ?? 'a link'}` : undefined,
      details['issuer'] ? `issued by ${issuer(details)}` : undefined,
    ),
  }),
  link_refused: ({ subject, details }) => ({
    icon: 'circle-alert',
    what: subject
      ? `followed a link for ${bidiIsolate(subject.name)} that does not work`
      : 'followed a link that does not work',
    detail: details['issuer'] ? `${issuer(details)}, who issued it, is no administrator any more` : '',
    failed: true,
  }),
};

/** The kinds of events, in groups for the filter. */
export const eventGroups: readonly {
  readonly value: string;
  readonly label: string;
  readonly kinds: readonly string[];
}[] = [
  {
    value: 'login',
    label: 'Logging in and out',
    kinds: ['logged_in', 'log_in_refused', 'logged_out', 'sessions_ended'],
  },
  {
    value: 'credentials',
    label: 'Passwords and codes',
    kinds: [
      'password_changed',
      'password_refused',
      'second_factor_on',
      'second_factor_off',
      'recovery_codes_made',
      'link_issued',
      'link_used',
      'link_refused',
    ],
  },
  { value: 'tokens', label: 'API tokens', kinds: ['token_made', 'token_revoked'] },
  {
    value: 'users',
    label: 'Users and roles',
    kinds: ['user_added', 'user_renamed', 'user_disabled', 'user_enabled', 'role_changed'],
  },
];

/** The kinds that have a description. */
export const describedKinds: readonly string[] = Object.keys(describers);

/** Describes an event. A kind that this version does not know is shown by its name. */
export function describeEvent(event: AuditEvent): EventDescription {
  const description = describers[event.kind]?.(event) ?? { icon: 'circle-dot', what: event.kind.replace(/_/g, ' ') };
  return { who: actorName(event), detail: '', failed: false, ...description };
}

/** The name of the user who did it. An event without an IP address was caused by the application itself. */
function actorName({ actor, address }: AuditEvent): string {
  return actor?.name ?? (address === '' ? 'Flangular' : 'Somebody');
}

function subjectName({ subject }: AuditEvent): string {
  return subject ? bidiIsolate(subject.name) : 'somebody';
}

function nameOrNone(name: string | undefined): string {
  return name ? bidiIsolate(name) : 'No name';
}

function isOwnAction({ actor, subject }: AuditEvent): boolean {
  return actor?.id === subject?.id;
}

/** The browser, unless its name is a whole `User-Agent` header. */
function browser(details: Readonly<Record<string, string>>): string | undefined {
  const text = details['browser'];
  return text && text.length <= 40 ? text : undefined;
}

/** The issuer of a link, with the name at that time. Older events have only the id. */
function issuer(details: Readonly<Record<string, string>>): string {
  return details['issuer_name'] ? bidiIsolate(details['issuer_name']) : `user ${details['issuer']}`;
}

function pluralize(count: string | undefined, noun: string): string {
  if (count === undefined) return '';
  return count === '1' ? `1 ${noun}` : `${count} ${noun}s`;
}

function joinParts(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part).join(', ');
}
