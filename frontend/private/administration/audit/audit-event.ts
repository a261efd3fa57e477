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

/** An event in words: "Ana Ruiz" "changed the role of Lena Vogt" "Editor → Viewer". */
export interface Sentence {
  readonly icon: string;
  readonly who: string;
  readonly what: string;
  readonly detail: string;
  readonly failed: boolean;
}

type Telling = (event: AuditEvent) => { icon: string; what: string; who?: string; detail?: string; failed?: true };

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

const tellings: Record<string, Telling> = {
  logged_in: ({ details }) => ({
    icon: 'log-in',
    what: 'logged in',
    detail: listed(factors[details['factor']!], browser(details)),
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
    what: isOwn(event) ? 'logged out elsewhere' : `ended the sessions of ${whom(event)}`,
    detail: counted(event.details['count'], 'session'),
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
    what: isOwn(event) ? 'turned off the second factor' : `removed the second factor of ${whom(event)}`,
  }),
  recovery_codes_made: () => ({ icon: 'key-round', what: 'made new recovery codes' }),
  token_made: ({ details }) => ({
    icon: 'key-round',
    what: `made API token ${details['token'] ?? ''}`.trim(),
    detail: details['scope'] === 'write' ? 'Read and write' : 'Read only',
  }),
  token_revoked: (event) => ({
    icon: 'key-round',
    what: `revoked API token ${event.details['token'] ?? ''}`.trim() + (isOwn(event) ? '' : ` of ${whom(event)}`),
  }),
  user_added: (event) => ({
    icon: 'user-plus',
    what: `added ${whom(event)}`,
    detail: roleLabel(event.details['role'] ?? ''),
  }),
  user_renamed: (event) => ({
    icon: 'pencil',
    what: isOwn(event) ? 'changed the name' : `changed the name of ${whom(event)}`,
    detail: `${called(event.details['from'])} → ${called(event.details['to'])}`,
  }),
  user_disabled: (event) => ({
    icon: 'ban',
    what: `disabled ${whom(event)}`,
    detail: event.details['tokens'] ? `${counted(event.details['tokens'], 'API token')} revoked` : '',
  }),
  user_enabled: (event) => ({ icon: 'user-check', what: `enabled ${whom(event)}` }),
  role_changed: (event) => ({
    icon: 'users',
    what: `changed the role of ${whom(event)}`,
    detail: `${roleLabel(event.details['from'] ?? '')} → ${roleLabel(event.details['to'] ?? '')}`,
  }),
  link_issued: (event) => ({
    icon: 'mail',
    what: `made ${purposes[event.details['purpose']!] ?? 'a link'} for ${whom(event)}`,
  }),
  link_used: ({ details }) => ({
    icon: 'lock',
    what: 'chose a password',
    detail: listed(
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

/** The kinds of events, in groups to choose from. */
export const groups: readonly { readonly value: string; readonly label: string; readonly kinds: readonly string[] }[] =
  [
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

/** Every kind that there are words for. */
export const knownKinds: readonly string[] = Object.keys(tellings);

/** An event in words. A kind that is newer than this page is told by its name. */
export function tell(event: AuditEvent): Sentence {
  const told = tellings[event.kind]?.(event) ?? { icon: 'circle-dot', what: event.kind.replace(/_/g, ' ') };
  return { who: doer(event), detail: '', failed: false, ...told };
}

/** Who did it: what has no address, the application did by itself. */
function doer({ actor, address }: AuditEvent): string {
  return actor?.name ?? (address === '' ? 'Flangular' : 'Somebody');
}

function whom({ subject }: AuditEvent): string {
  return subject ? bidiIsolate(subject.name) : 'somebody';
}

function called(name: string | undefined): string {
  return name ? bidiIsolate(name) : 'No name';
}

function isOwn({ actor, subject }: AuditEvent): boolean {
  return actor?.id === subject?.id;
}

/** What a browser says of itself may be a whole line, which nobody reads. */
function browser(details: Readonly<Record<string, string>>): string | undefined {
  const text = details['browser'];
  return text && text.length <= 40 ? text : undefined;
}

/** The issuer of a link, by the name at that time; older events have the number alone. */
function issuer(details: Readonly<Record<string, string>>): string {
  return details['issuer_name'] ? bidiIsolate(details['issuer_name']) : `user ${details['issuer']}`;
}

function counted(count: string | undefined, noun: string): string {
  if (count === undefined) return '';
  return count === '1' ? `1 ${noun}` : `${count} ${noun}s`;
}

function listed(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part).join(', ');
}
