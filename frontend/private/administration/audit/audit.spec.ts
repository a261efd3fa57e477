import { afterEach, describe, expect, it } from 'vitest';
import { administrator, type TestApplication, run } from '../../../test/application';
import { computer } from '../../computer/computer';
import type { AuditEvent } from './audit-event';

const ana = { id: 7, name: 'Anna Ruiz' };

function event(id: number, daysAgo: number, own: Partial<AuditEvent> = {}): AuditEvent {
  const at = new Date();
  at.setHours(12, 0, 0, 0);
  at.setDate(at.getDate() - daysAgo);
  return {
    id,
    at: at.toISOString(),
    kind: 'logged_out',
    actor: ana,
    subject: ana,
    address: '192.0.2.17',
    details: {},
    ...own,
  };
}

/** The parameters of a request, without the instant, which depends on when the test runs. */
const parameters = (url: string) => {
  const found = new URL(url, 'http://localhost').searchParams;
  const since = found.get('since');
  found.delete('since');
  return { text: found.toString(), days: since && Math.round((Date.now() - Date.parse(since)) / 86_400_000), since };
};

describe('the audit log', () => {
  let app: TestApplication;
  let asked: ReturnType<typeof parameters>[];
  afterEach(() => app.stop());

  function open(url: string, ...pages: object[]): void {
    asked = [];
    app = run([computer], url, administrator);
    app.$http.whenGET(/^\/api\/audit/).respond((_method, path) => {
      asked.push(parameters(path));
      return [200, pages.shift() ?? { more: false, objects: [] }];
    });
    app.flush();
  }
  const lines = () => app.texts('.fl-audit li');

  it('shows the events by day', () => {
    const refused = event(8, 1, { kind: 'log_in_refused', actor: null, details: { reason: 'password' } });
    open('/administration/audit', { more: false, objects: [event(9, 0), refused, event(7, 1)] });
    expect(asked).toEqual([{ text: 'limit=50', days: 7, since: expect.stringMatching(/:\d\dZ$/) }]);
    expect(app.all('.fl-day').map((day) => day.textContent)).toEqual([
      expect.stringMatching(/^Today, /),
      expect.stringMatching(/^Yesterday, /),
    ]);
    expect(lines()[0]).toBe('12:00:00 Anna Ruiz logged out 192.0.2.17');
    expect(lines()[1]).toBe('12:00:00 Anna Ruiz could not log in Wrong password 192.0.2.17');
    expect(app.all('.is-fail')).toHaveLength(1);
    expect(app.text('.fl-foot')).toBe('3 entries');
  });

  it('shows older events, also of a day that is already shown', () => {
    open(
      '/administration/audit',
      { more: true, objects: [event(9, 0), event(8, 1)] },
      { more: false, objects: [event(7, 1), event(6, 2)] },
    );
    expect(app.text('.fl-range')).toBe('The newest 2');
    app.click(app.button('Show older'));
    app.flush();
    expect(asked[1]!.text).toBe('before=8&limit=50');
    expect(asked[1]!.since).toBe(asked[0]!.since);
    expect(app.all('.fl-day')).toHaveLength(3);
    expect(lines()).toHaveLength(4);
    expect(app.text('.fl-foot')).toBe('4 entries');
  });

  it('filters by user, kind and time, and keeps the filter in the URL', () => {
    open('/administration/audit', { more: false, objects: [event(9, 0)] });
    app.type(app.find('[type=search]'), 'anna');
    app.injector.get<angular.ITimeoutService>('$timeout').flush(300);
    app.flush();
    app.type(app.find('[aria-label=What]'), 'string:tokens');
    app.flush();
    app.type(app.find('[aria-label=When]'), 'string:all');
    app.flush();
    expect(asked.map(({ text, days }) => `${text} ${days}`)).toEqual([
      'limit=50 7',
      'limit=50&search=anna 7',
      'kind=token_made%2Ctoken_revoked&limit=50&search=anna 7',
      'kind=token_made%2Ctoken_revoked&limit=50&search=anna null',
    ]);
    expect(app.injector.get('$location').url()).toBe('/administration/audit?search=anna&what=tokens&since=all');
    expect(app.text('h2')).toBe('Nothing found');
    app.click(app.button('Show everything'));
    app.flush();
    expect(asked.at(-1)!.text).toBe('limit=50');
  });

  it('ignores unknown parameters of the URL', () => {
    open('/administration/audit?what=nonsense&since=999&search=x');
    expect(asked[0]).toMatchObject({ text: 'limit=50&search=x', days: 7 });
  });

  it('shows a load error, and tries again', () => {
    app = run([computer], '/administration/audit', administrator);
    app.$http.expectGET(/audit/).respond(500, { reference: '7f3a' });
    app.flush();
    expect(app.text('[role=alert]')).toContain('The audit log could not be loaded');
    app.$http.expectGET(/audit/).respond({ more: true, objects: [event(9, 0)] });
    app.click(app.button('Try again'));
    app.flush();
    expect(lines()).toHaveLength(1);
    app.$http.expectGET(/audit/).respond(503, {});
    app.click(app.button('Show older'));
    app.flush();
    expect(app.text('.toast')).toContain('Older entries could not be loaded.');
    expect(lines()).toHaveLength(1);
  });
});
