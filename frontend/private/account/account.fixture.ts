import { anna, type TestApplication, run } from '../../test/application';
import { computer } from '../computer/computer';
import type { User } from '../session/session';
import type { Account, OwnSession, Token } from './account-service';

export const account: Account = {
  id: anna.id,
  email: anna.email,
  name: anna.name,
  role: anna.role,
  created: '2026-01-02T10:00:00Z',
  password_changed: '2026-06-04T12:00:00Z',
  second_factor: { on: false, recovery_codes_left: 0 },
};

const here: OwnSession = {
  id: 'this-session-handle-22',
  since: '2026-06-04T10:00:00Z',
  last_seen: '2026-06-04T12:00:00Z',
  ends: '2026-06-04T18:00:00Z',
  address: '192.0.2.17',
  browser: 'Firefox on Linux',
  current: true,
};
const there: OwnSession = {
  ...here,
  id: 'that-session-handle-22',
  address: '198.51.100.23',
  browser: 'Safari on iPhone',
  current: false,
};
export const sessions = [here, there];

export const tokens: Token[] = [
  {
    id: 3,
    name: 'Nightly export',
    scope: 'read',
    created: '2026-01-02T10:00:00Z',
    ends: '2126-01-02T10:00:00Z',
    last_used: null,
  },
  {
    id: 4,
    name: 'Rack scanner',
    scope: 'write',
    created: '2026-01-02T10:00:00Z',
    ends: '2026-01-03T10:00:00Z',
    last_used: '2026-01-02T12:00:00Z',
  },
];

/** Opens the account page. Later requests are answered with the same values. */
export function openAccount(own: Partial<Account> = {}, user?: User): TestApplication {
  const app = run([computer], '/account', user);
  app.$http.whenGET('/api/account').respond({ ...account, ...own });
  app.$http.whenGET('/api/account/session').respond({ num_results: sessions.length, objects: sessions });
  app.$http.whenGET('/api/token').respond({ num_results: tokens.length, objects: tokens });
  app.flush();
  return app;
}

export const input = (app: TestApplication, selector: string) => app.find(selector) as HTMLInputElement;

/** A response with validation errors by field. */
export const refusal = (errors: Record<string, string>) =>
  [400, { message: Object.values(errors)[0], validation_errors: errors }] as const;

/** The response never arrives. */
export const lost = [-1, ''] as const;

/** The next request for the account is answered with these values. */
export const readAccount = (app: TestApplication, own: Partial<Account> = {}) =>
  app.$http.expectGET('/api/account').respond({ ...account, ...own });

export const readSessions = (app: TestApplication, ...objects: object[]) =>
  app.$http.expectGET('/api/account/session').respond({ objects });

export const readTokens = (app: TestApplication, ...objects: object[]) =>
  app.$http.expectGET('/api/token').respond({ objects });

/** The text of all toasts and error messages. */
export const messages = (app: TestApplication) => app.texts('.toast, .fl-problem').join(' ');

/** Fills in the password dialog and submits it. */
export const givePassword = (app: TestApplication) => {
  app.type(input(app, '#confirm-password'), 'secret');
  app.submit(app.find('#confirm-password'));
  app.flush();
};
