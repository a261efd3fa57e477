import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anna, type TestApplication, run } from '../../test/application';
import { computer } from '../computer/computer';

const row = { id: 12, processor: 'Z80', ram: null, power: '5 W' };
const ended = [401, { message: 'Your session has ended.' }] as const;

describe('when the session has ended', () => {
  let app: TestApplication;
  let sent: string[];

  beforeEach(() => {
    app = run([computer], '/computers/12');
    app.$http.expectGET('/api/computer/12?with=change').respond(200, row, { ETag: '"3"' });
    app.flush();
    app.type(input('power'), '6 W');
    sent = [];
  });
  afterEach(() => app.stop());

  const input = (name: string) => app.find(`#field-${name}`) as HTMLInputElement;
  const submit = (form: string) => {
    app.find(form).dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    app.digest();
  };
  const answerLogin = (status: number, body: unknown, headers = {}) =>
    app.$http
      .expectPOST('/login', 'email=anna%40example.org&password=secret', (h) => /^application\/json/.test(h!['Accept']!))
      .respond(status, body as object, headers);
  const logIn = () => {
    app.type(app.find('#session-password'), 'secret');
    submit('.modal form');
    app.flush();
  };

  it('asks once for the password, and retries the failed requests in order, with the new token', () => {
    document.cookie = 'flangular-xsrf=old';
    const $http = app.injector.get('$http');
    const names = ['a', 'b', 'c'];
    for (const name of names) app.$http.expectPOST(`/api/${name}`).respond(...ended);
    const results = names.map((name) =>
      $http.post<{ name: string }>(`/api/${name}`, { name }).then(({ data }) => data.name),
    );
    app.flush();
    expect(app.all('.modal')).toHaveLength(1);
    expect((app.find('#session-email') as HTMLInputElement).value).toBe(anna.email);
    expect(document.activeElement).toBe(app.find('#session-password'));

    for (const name of names) {
      app.$http.whenPOST(`/api/${name}`).respond((_method, _url, data, headers) => {
        sent.push(`${data} ${(headers as Record<string, string>)['X-XSRF-TOKEN']}`);
        return [200, { name }];
      });
    }
    answerLogin(200, { user: anna });
    document.cookie = 'flangular-xsrf=new';
    logIn();
    expect(sent).toEqual(names.map((name) => `{"name":"${name}"} new`));
    const values: string[] = [];
    for (const result of results) result.then((value) => values.push(value));
    app.digest();
    expect(values).toEqual(names);
    expect(app.all('.modal')).toHaveLength(0);
    expect(input('power').value).toBe('6 W');
  });

  it('saves the input after logging in', () => {
    app.$http.expectPUT('/api/computer/12?with=change').respond(...ended);
    submit('.fl-form');
    app.flush();
    answerLogin(200, { user: anna });
    app.$http
      .expectPUT('/api/computer/12?with=change', { power: '6 W' }, (headers) => headers!['If-Match'] === '"3"')
      .respond(200, { ...row, power: '6 W' }, { ETag: '"4"' });
    logIn();
    expect(app.text('.toast')).toContain('Computer saved.');
  });

  it('shows that the password was wrong, and asks again', () => {
    app.$http.expectPUT('/api/computer/12?with=change').respond(...ended);
    submit('.fl-form');
    app.flush();
    answerLogin(401, { message: 'Could not log in.' });
    logIn();
    expect(app.text('#session-error')).toBe('Could not log in.');
    answerLogin(429, {}, { 'Retry-After': '27' });
    logIn();
    expect(app.text('#session-error')).toBe('Too many requests. Try again in 27 seconds.');
    expect(app.all('.modal')).toHaveLength(1);
  });

  it('sends the id of its user, and says that another user has logged in', () => {
    const forAnna = (headers?: Record<string, string>) => headers!['X-Page-User'] === String(anna.id);
    app.$http
      .expectPUT('/api/computer/12?with=change', { power: '6 W' }, forAnna)
      .respond(409, { type: 'urn:flangular:problem:other-user', message: 'x' });
    submit('.fl-form');
    app.flush();
    expect(app.text('.modal h2')).toBe('Someone else has logged in');
    expect(document.title).toBe('Flangular');
    answerLogin(200, { user: anna });
    app.$http
      .expectPUT('/api/computer/12?with=change', { power: '6 W' }, forAnna)
      .respond(200, { ...row, power: '6 W' }, { ETag: '"4"' });
    logIn();
    expect(app.text('.toast')).toContain('Computer saved.');
    expect(document.title).toContain('Z80');
  });

  it('hides the page when the cookie expires, and shows it when the cookie exists again', () => {
    const $interval = app.injector.get<{ flush(millis: number): void }>('$interval');
    document.cookie = 'flangular-xsrf=old';
    $interval.flush(1000);
    app.digest();
    expect(app.all('.fl-cover')).toHaveLength(0);
    document.cookie = 'flangular-xsrf=; expires=Thu, 01 Jan 1970 00:00:00 GMT';
    $interval.flush(1000);
    app.digest();
    expect(app.text('.fl-cover h2')).toBe('Your session has ended');
    document.cookie = 'flangular-xsrf=new';
    app.$http.expectGET('/api/session').respond({ user: anna });
    $interval.flush(1000);
    app.flush();
    expect(app.all('.fl-cover')).toHaveLength(0);
    expect(input('power').value).toBe('6 W');
  });

  it('waits until the user pauses typing', () => {
    const $timeout = app.injector.get<angular.ITimeoutService>('$timeout');
    vi.useFakeTimers({ toFake: ['Date'] });
    const type = () => input('power').dispatchEvent(new Event('beforeinput', { bubbles: true }));
    const pass = (millis: number) => {
      vi.setSystemTime(Date.now() + millis);
      $timeout.flush(millis);
      app.digest();
    };
    input('power').focus();
    type();
    app.$http.expectPUT('/api/computer/12?with=change').respond(...ended);
    submit('.fl-form');
    app.flush();
    pass(500);
    type();
    pass(500);
    expect(app.all('.modal')).toHaveLength(0);
    expect(document.activeElement).toBe(input('power'));
    pass(400);
    expect(document.activeElement).toBe(app.find('#session-password'));
    vi.useRealTimers();
  });

  it('stays hidden, and does not ask, when the user goes back', () => {
    app.$http.expectPUT('/api/computer/12?with=change').respond(...ended);
    submit('.fl-form');
    app.flush();
    app.go('/computers');
    expect(app.all('.modal')).toHaveLength(1);
    expect(app.text('.fl-cover h2')).toBe('Your session has ended');
    expect(app.injector.get('$location').url()).toBe('/computers/12');
    expect(input('power').value).toBe('6 W');
  });

  it('restores the focus to the field', () => {
    input('power').focus();
    app.$http.expectPUT('/api/computer/12?with=change').respond(...ended);
    submit('.fl-form');
    app.flush();
    expect(document.activeElement).toBe(app.find('#session-password'));
    let covered: number | undefined;
    input('power').addEventListener('focus', () => (covered = app.all('.fl-cover').length));
    answerLogin(200, { user: anna });
    app.$http.expectPUT('/api/computer/12?with=change').respond(200, { ...row, power: '6 W' }, { ETag: '"4"' });
    logIn();
    expect(document.activeElement).toBe(input('power'));
    expect(covered).toBe(0);
  });

  describe('with a second factor', () => {
    const asked = [401, { message: 'A code is needed.', challenge: 'first' }] as const;
    const code = () => app.find('#session-code') as HTMLInputElement;
    const giveCode = (typed: string) => {
      app.type(code(), typed);
      submit('.modal form');
      app.flush();
    };

    beforeEach(() => {
      app.$http.expectPUT('/api/computer/12?with=change').respond(...ended);
      submit('.fl-form');
      app.flush();
      answerLogin(...asked);
      logIn();
    });

    it('asks for the code in the same dialog, and keeps the input of the page', () => {
      expect(app.all('.modal')).toHaveLength(1);
      expect(app.all('#session-password')).toHaveLength(0);
      expect(app.text('#session-error')).toBe('');
      expect(document.activeElement).toBe(code());
      app.$http.expectPOST('/login', 'challenge=first&code=123456').respond({ user: anna });
      app.$http
        .expectPUT('/api/computer/12?with=change', { power: '6 W' })
        .respond(200, { ...row, power: '6 W' }, { ETag: '"4"' });
      giveCode(' 123456 ');
      expect(app.all('.modal')).toHaveLength(0);
      expect(app.text('.toast')).toContain('Computer saved.');
    });

    it('asks for the code again when it was wrong', () => {
      submit('.modal form');
      expect(app.text('#session-error')).toBe('Enter the code.');
      app.$http.expectPOST('/login').respond(401, { message: 'x', challenge: 'second' });
      giveCode('111111');
      expect(app.text('#session-error')).toBe('Could not log in.');
      expect(document.activeElement).toBe(code());
      app.$http.expectPOST('/login', 'challenge=second&code=123456').respond({ user: anna });
      app.$http.expectPUT('/api/computer/12?with=change').respond(200, row, { ETag: '"4"' });
      giveCode('123456');
      expect(app.all('.modal')).toHaveLength(0);
    });

    it('asks for the password again when the code came too late', () => {
      app.$http.expectPOST('/login').respond(401, { message: 'x' });
      giveCode('123456');
      expect(app.text('#session-error')).toBe('Could not log in.');
      expect(document.activeElement).toBe(app.find('#session-password'));
      expect((app.find('#session-password') as HTMLInputElement).value).toBe('');
      expect(input('power').value).toBe('6 W');
    });

    it('keeps the code when the server did not answer', () => {
      app.$http.expectPOST('/login').respond(429, {}, { 'Retry-After': '27' });
      giveCode('123456');
      expect(app.text('#session-error')).toBe('Too many requests. Try again in 27 seconds.');
      expect(code().value).toBe('123456');
    });
  });

  it('does not retry a request twice', () => {
    app.$http.whenPUT('/api/computer/12?with=change').respond(...ended);
    submit('.fl-form');
    app.flush();
    answerLogin(200, { user: anna });
    logIn();
    expect(app.all('.modal')).toHaveLength(0);
    expect(app.text('.fl-problem')).toContain('Not saved. Your session has ended.');
  });

  it('reloads when another user has logged in', () => {
    app.$http.expectPUT('/api/computer/12?with=change').respond(...ended);
    submit('.fl-form');
    app.flush();
    answerLogin(200, { user: { ...anna, id: 8 } });
    logIn();
    expect(app.navigations).toEqual(['reload']);
  });

  it('asks before another user logs in and unsaved changes are lost', () => {
    app.$http.expectPUT('/api/computer/12?with=change').respond(...ended);
    submit('.fl-form');
    app.flush();
    app.click(app.button('Log in as someone else'));
    expect(app.navigations).toEqual([]);
    app.click(app.button('Discard changes'));
    expect(app.navigations[0]).toMatch(/^\/login\?next=%2F/);
  });

  it('goes to the login page when the user is not known yet', () => {
    app.stop();
    app = run([computer], '/computers');
    app.$http.expectGET('/api/session').respond(...ended);
    app.$http.expectGET(/computer\?/).respond(...ended);
    app.flush();
    expect(app.all('.modal')).toHaveLength(0);
    expect(app.navigations[0]).toMatch(/^\/login\?next=/);
  });

  it('logs out, and asks before unsaved changes are lost', () => {
    app.click(app.all('.dropdown-item').find((item) => item.textContent!.includes('Log out'))!);
    expect(app.navigations).toEqual([]);
    app.click(app.button('Discard changes'));
    expect(app.navigations).toEqual(['/login']);
  });
});
