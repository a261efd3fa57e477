import { afterEach, describe, expect, it } from 'vitest';
import type { TestApplication } from '../../../test/application';
import { lost, messages, openAccount, readSessions, sessions } from '../account.fixture';

describe('the sessions', () => {
  let app: TestApplication;
  afterEach(() => app.stop());

  it('are listed, with the current one marked', () => {
    app = openAccount();
    const rows = app.all('#sessions li');
    expect(rows[0]!.textContent).toContain('Firefox on Linux');
    expect(rows[0]!.textContent).toContain('This one');
    expect(rows[0]!.querySelector('button')).toBeNull();
    expect(rows[1]!.textContent).toContain('198.51.100.23');
  });

  it('are ended one by one', () => {
    app = openAccount();
    app.$http.expectDELETE(`/api/account/session/${sessions[1]!.id}`).respond(204);
    app.$http.expectGET('/api/account/session').respond({ objects: [sessions[0]] });
    app.click(app.find('[aria-label="Log out Safari on iPhone"]'));
    app.flush();
    expect(app.all('#sessions li')).toHaveLength(1);
    expect(app.text('.toast')).toContain('Logged out there. Safari on iPhone');
    expect(document.activeElement).toBe(app.find('#sessions-title'));
  });

  it('may have ended already', () => {
    app = openAccount();
    app.$http.expectDELETE(`/api/account/session/${sessions[1]!.id}`).respond(404, {});
    app.$http.expectGET('/api/account/session').respond({ objects: [sessions[0]] });
    app.click(app.find('[aria-label="Log out Safari on iPhone"]'));
    app.flush();
    expect(app.text('.toast')).toContain('That session had already ended.');
  });

  it('are ended except the current one', () => {
    app = openAccount();
    app.$http.expectDELETE('/api/account/session').respond({ num_ended: 3 });
    app.$http.expectGET('/api/account/session').respond({ objects: [sessions[0]] });
    app.click(app.button('Log out all others'));
    app.flush();
    expect(app.text('.toast')).toContain('Logged out everywhere else. 3 sessions ended.');
    expect(app.text('#sessions')).not.toContain('Log out all others');
  });

  it('show why they could not be ended', () => {
    app = openAccount();
    app.$http.expectDELETE('/api/account/session').respond(503, {});
    app.click(app.button('Log out all others'));
    app.flush();
    expect(app.text('.toast')).toContain('Not logged out. The server is busy.');
    expect(app.all('#sessions li')).toHaveLength(2);
  });

  describe('when the response was lost', () => {
    it('are reported as ended when they do not exist any more', () => {
      app = openAccount();
      app.$http.expectDELETE(`/api/account/session/${sessions[1]!.id}`).respond(...lost);
      readSessions(app, sessions[0]!);
      readSessions(app, sessions[0]!);
      app.click(app.find('[aria-label="Log out Safari on iPhone"]'));
      app.flush();
      expect(messages(app)).toContain('Logged out there. Safari on iPhone');
      expect(app.all('#sessions li')).toHaveLength(1);
    });

    it('have an unknown outcome when they still exist', () => {
      app = openAccount();
      app.$http.expectDELETE('/api/account/session').respond(...lost);
      readSessions(app, ...sessions);
      app.click(app.button('Log out all others'));
      app.flush();
      expect(messages(app)).toContain('Perhaps not logged out. The server did not answer.');
    });
  });
});
