import { afterEach, describe, expect, it } from 'vitest';
import { type TestApplication, run } from '../../test/application';
import { computer } from '../computer/computer';
import { account, openAccount, sessions, tokens } from './account.fixture';

describe('the account page', () => {
  let app: TestApplication;
  afterEach(() => app.stop());

  it('shows the profile and the sections', () => {
    app = openAccount();
    expect(document.title).toBe('Account – Flangular');
    expect(app.text('#profile dl')).toBe('Name Anna Ruiz Change Email anna@example.org Role Editor');
    expect(app.all('.fl-side-nav a').map((link) => link.getAttribute('href'))).toEqual(
      app.all('.fl-set').map((section) => `#${section.id}`),
    );
  });

  it('shows a load error, and tries again', () => {
    app = run([computer], '/account');
    app.$http.expectGET('/api/account').respond(500, { reference: '7f3a' });
    app.flush();
    expect(app.text('[role=alert]')).toContain('Your account could not be loaded');
    expect(app.text('[role=alert]')).toContain('reference 7f3a');
    app.$http.expectGET('/api/account').respond(account);
    app.$http.whenGET('/api/account/session').respond({ objects: sessions });
    app.$http.whenGET('/api/token').respond({ objects: tokens });
    app.click(app.button('Try again'));
    app.flush();
    expect(app.all('.fl-set')).toHaveLength(5);
  });
});
