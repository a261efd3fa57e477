import { describe, expect, it } from 'vitest';
import { eventGroups, describedKinds, type AuditEvent, describeEvent } from './audit-event';

const ana = { id: 1, name: 'Ana' };
const tom = { id: 2, name: 'Tom' };

function words(kind: string, event: Partial<AuditEvent> = {}): string {
  const { who, what, detail } = describeEvent({
    id: 1,
    at: '2026-01-02T10:00:00Z',
    kind,
    actor: ana,
    subject: ana,
    address: '192.0.2.17',
    details: {},
    ...event,
  });
  return [`${who} ${what}`, detail].filter((part) => part).join(' | ');
}

describe('describeEvent', () => {
  it.each<[string, string, Partial<AuditEvent>?]>([
    ['logged_in', 'Ana logged in | With the password', { details: { factor: 'password' } }],
    [
      'logged_in',
      'Ana logged in | With a code, Firefox on Linux',
      { details: { factor: 'code', browser: 'Firefox on Linux' } },
    ],
    ['logged_in', 'Ana logged in | With a recovery code', { details: { factor: 'recovery code' } }],
    ['logged_in', 'Ana logged in', { details: { browser: `Mozilla/5.0 ${'x'.repeat(60)}` } }],
    ['log_in_refused', 'Ana could not log in | Wrong password', { actor: null, details: { reason: 'password' } }],
    [
      'log_in_refused',
      'Somebody could not log in | Unknown email address',
      { actor: null, subject: null, details: { reason: 'unknown' } },
    ],
    [
      'log_in_refused',
      'Ana could not log in | The account is disabled',
      { actor: null, details: { reason: 'disabled' } },
    ],
    ['log_in_refused', 'Ana could not log in | Too many tries', { actor: null, details: { reason: 'throttled' } }],
    ['log_in_refused', 'Ana could not log in | Wrong code', { actor: null, details: { reason: 'code' } }],
    ['log_in_refused', 'Ana could not log in | The code came too late', { actor: null, details: { reason: 'late' } }],
    ['logged_out', 'Ana logged out'],
    ['sessions_ended', 'Ana logged out elsewhere | 1 session', { details: { count: '1' } }],
    ['sessions_ended', 'Ana ended the sessions of Tom | 3 sessions', { subject: tom, details: { count: '3' } }],
    ['password_changed', 'Ana changed the password'],
    [
      'password_refused',
      'Ana gave a wrong password | Asked for: second factor',
      { details: { reason: 'password', for: 'second factor' } },
    ],
    ['second_factor_on', 'Ana turned on the second factor'],
    ['second_factor_off', 'Ana turned off the second factor'],
    ['second_factor_off', 'Ana removed the second factor of Tom', { subject: tom }],
    ['recovery_codes_made', 'Ana made new recovery codes'],
    ['token_made', 'Ana made API token 12 | Read and write', { details: { token: '12', scope: 'write' } }],
    ['token_made', 'Ana made API token 12 | Read only', { details: { token: '12', scope: 'read' } }],
    ['token_revoked', 'Ana revoked API token 12', { details: { token: '12' } }],
    ['user_added', 'Ana added Tom | Editor', { subject: tom, details: { role: 'editor' } }],
    [
      'user_added',
      'Flangular added Ana | Administrator',
      { actor: null, address: '', details: { role: 'administrator' } },
    ],
    ['user_disabled', 'Ana disabled Tom', { subject: tom }],
    ['user_enabled', 'Ana enabled Tom', { subject: tom }],
    [
      'role_changed',
      'Ana changed the role of Tom | Editor → Viewer',
      { subject: tom, details: { from: 'editor', to: 'viewer' } },
    ],
    ['link_issued', 'Ana made an invitation for Tom', { subject: tom, details: { purpose: 'invitation' } }],
    ['link_issued', 'Ana made a link for a new password for Tom', { subject: tom, details: { purpose: 'reset' } }],
    ['link_used', 'Ana chose a password | With an invitation', { details: { purpose: 'invitation' } }],
    ['link_refused', 'Somebody followed a link that does not work', { actor: null, subject: null }],
    ['link_refused', 'Somebody followed a link for Tom that does not work', { actor: null, subject: tom }],
    ['something_new', 'Ana something new'],
  ])('%s: %s', (kind, text, event) => {
    expect(words(kind, event)).toBe(text);
  });

  it('describes every kind of event of the server, each in one group', () => {
    const kinds = [
      'logged_in',
      'log_in_refused',
      'logged_out',
      'sessions_ended',
      'password_changed',
      'password_refused',
      'second_factor_on',
      'second_factor_off',
      'recovery_codes_made',
      'token_made',
      'token_revoked',
      'user_added',
      'user_renamed',
      'user_disabled',
      'user_enabled',
      'role_changed',
      'link_issued',
      'link_used',
      'link_refused',
    ];
    expect([...describedKinds].sort()).toEqual([...kinds].sort());
    expect(eventGroups.flatMap((group) => group.kinds).sort()).toEqual([...kinds].sort());
  });

  it('handles missing details', () => {
    for (const kind of describedKinds)
      expect(words(kind, { actor: null, subject: null })).not.toMatch(/undefined|null/);
  });
});
