import { afterEach, describe, expect, it } from 'vitest';
import type { TestApplication } from '../../../test/application';
import { account, input, lost, messages, openAccount, readAccount, refusal, sessions } from '../account.fixture';

describe('the form to change the password', () => {
  let app: TestApplication;
  afterEach(() => app.stop());

  const change = (now: string, next: string) => {
    app.type(input(app, '#password-now'), now);
    app.type(input(app, '#password-new'), next);
    app.submit(app.find('#password-now'));
  };

  it('changes the password, and empties the inputs', () => {
    app = openAccount();
    app.$http
      .expectPUT('/api/account/password', { password: 'old password', new_password: 'correct horse battery' })
      .respond(204);
    change('old password', 'correct horse battery');
    app.$http.expectGET('/api/account').respond(account);
    app.$http.expectGET('/api/account/session').respond({ objects: [sessions[0]] });
    app.flush();
    expect(app.text('.toast')).toContain('Password changed.');
    expect(input(app, '#password-now').value).toBe('');
    expect(input(app, '#password-new').value).toBe('');
    expect(app.all('#sessions li')).toHaveLength(1);
  });

  it('counts code points while the password is typed', () => {
    app = openAccount();
    expect(app.text('#password-new-help')).toContain('15 characters or more');
    app.type(input(app, '#password-new'), 'correct horse');
    expect(app.text('#password-new-count')).toBe('13 characters, 2 more to go.');
    app.type(input(app, '#password-new'), '🐎'.repeat(15));
    expect(app.text('#password-new-count')).toBe('15 characters.');
  });

  it('requires the current password, and a new one of 15 characters', () => {
    app = openAccount();
    change('', 'short');
    expect(app.text('#password-now-error')).toBe('Enter the password that you have now.');
    expect(app.text('#password-new-error')).toBe('A password has 15 characters or more.');
    expect(document.activeElement).toBe(app.find('#password-now'));
    app.$http.verifyNoOutstandingRequest();
  });

  it('keeps the input when it is refused', () => {
    app = openAccount();
    app.$http
      .expectPUT('/api/account/password')
      .respond(...refusal({ password: 'Wrong password.', new_password: 'This password is easily guessed.' }));
    change('wrong', 'correct horse battery');
    app.flush();
    expect(app.text('#password-now-error')).toBe('Wrong password.');
    expect(app.text('#password-new-error')).toBe('This password is easily guessed.');
    expect(input(app, '#password-new').value).toBe('correct horse battery');
    expect(document.activeElement).toBe(app.find('#password-now'));
  });

  it('keeps the input when the server is busy', () => {
    app = openAccount();
    app.$http.expectPUT('/api/account/password').respond(503, {}, { 'Retry-After': '2' });
    change('old password', 'correct horse battery');
    app.flush();
    expect(app.text('#password .fl-problem')).toContain('Not changed. The server is busy. Try again in 2 seconds.');
    expect(input(app, '#password-now').value).toBe('old password');
  });

  describe('when the response was lost', () => {
    const changeAndLose = () => {
      app = openAccount();
      app.type(input(app, '#password-now'), 'old password');
      app.type(input(app, '#password-new'), 'correct horse battery');
      app.$http.expectPUT('/api/account/password').respond(...lost);
      app.submit(app.find('#password-now'));
    };

    it('reports success when the date of the last change is new', () => {
      changeAndLose();
      readAccount(app, { password_changed: '2026-07-01T12:00:00Z' });
      app.flush();
      expect(messages(app)).toContain('Password changed.');
      expect(input(app, '#password-new').value).toBe('');
    });

    it('reports an unknown outcome otherwise', () => {
      changeAndLose();
      readAccount(app);
      app.flush();
      expect(messages(app)).toContain('Perhaps not changed. The server did not answer. Try again.');
      expect(input(app, '#password-new').value).toBe('correct horse battery');
    });
  });
});
