import { afterEach, describe, expect, it } from 'vitest';
import { type Running, run, viewer } from '../../test/application';
import { computer } from '../computer/computer';
import { account, input, openAccount, refusal, sessions, tokens } from './account.fixture';

describe('the account', () => {
  let app: Running;
  afterEach(() => app.stop());

  it('shows who one is', () => {
    app = openAccount();
    expect(document.title).toBe('Account – Flangular');
    expect(app.text('#profile dl')).toBe('Name Anna Ruiz Change Email anna@example.org Role Editor');
    expect(app.all('.fl-side-nav a').map((link) => link.getAttribute('href'))).toEqual(
      app.all('.fl-set').map((section) => `#${section.id}`),
    );
  });

  it('says that it could not be loaded, and tries again', () => {
    app = run([computer], '/account');
    app.$http.expectGET('/api/account').respond(500, { reference: '7f3a' });
    app.answer();
    expect(app.text('[role=alert]')).toContain('Your account could not be loaded');
    expect(app.text('[role=alert]')).toContain('reference 7f3a');
    app.$http.expectGET('/api/account').respond(account);
    app.$http.whenGET('/api/account/session').respond({ objects: sessions });
    app.$http.whenGET('/api/token').respond({ objects: tokens });
    app.click(app.button('Try again'));
    app.answer();
    expect(app.all('.fl-set')).toHaveLength(5);
  });

  describe('profile', () => {
    it('changes the name, in the top bar too', () => {
      app = openAccount();
      app.click(app.button('Change'));
      expect(document.activeElement).toBe(app.find('#profile-name'));
      app.type(input(app, '#profile-name'), 'Anna R.');
      app.$http.expectPATCH('/api/account', { name: 'Anna R.' }).respond({ ...account, name: 'Anna R.' });
      app.submit(app.find('#profile-name'));
      app.answer();
      expect(app.text('.fl-account-name')).toBe('Anna R.');
      expect(app.text('.toast')).toContain('Name changed.');
      expect(app.all('#profile-name')).toHaveLength(0);
      // A second Enter must not open the form again.
      expect(document.activeElement).toBe(app.find('#profile-title'));
    });

    it('takes the name away when it is emptied', () => {
      app = openAccount();
      app.click(app.button('Change'));
      app.type(input(app, '#profile-name'), ' ');
      app.$http.expectPATCH('/api/account', { name: null }).respond({ ...account, name: null });
      app.submit(app.find('#profile-name'));
      app.answer();
      expect(app.text('#profile')).toContain('None: others see your email address');
      expect(app.text('.fl-account-name')).toBe('anna@example.org');
    });

    it('keeps what was typed when it is refused, and asks before it is left', () => {
      app = openAccount();
      app.click(app.button('Change'));
      app.type(input(app, '#profile-name'), 'Anna\u0000');
      app.$http.expectPATCH('/api/account').respond(...refusal({ name: 'must not have control characters' }));
      app.submit(app.find('#profile-name'));
      app.answer();
      expect(app.text('#profile-name-error')).toBe('Name must not have control characters.');
      expect(input(app, '#profile-name').value).toBe('Anna\u0000');
      app.go('/nowhere');
      expect(app.text('.modal')).toContain('Leave without saving?');
    });
  });

  describe('password', () => {
    const change = (now: string, next: string) => {
      app.type(input(app, '#password-now'), now);
      app.type(input(app, '#password-new'), next);
      app.submit(app.find('#password-now'));
    };

    it('is changed with the one that there is', () => {
      app = openAccount();
      app.$http
        .expectPUT('/api/account/password', { password: 'old password', new_password: 'correct horse battery' })
        .respond(204);
      change('old password', 'correct horse battery');
      app.$http.expectGET('/api/account').respond(account);
      app.$http.expectGET('/api/account/session').respond({ objects: [sessions[0]] });
      app.answer();
      expect(app.text('.toast')).toContain('Password changed.');
      expect(input(app, '#password-now').value).toBe('');
      expect(input(app, '#password-new').value).toBe('');
      expect(app.all('#sessions li')).toHaveLength(1);
    });

    it('is counted while it is typed, as people count', () => {
      app = openAccount();
      expect(app.text('#password-new-help')).toContain('15 characters or more');
      app.type(input(app, '#password-new'), 'correct horse');
      expect(app.text('#password-new-count')).toBe('13 characters, 2 more to go.');
      app.type(input(app, '#password-new'), '🐎'.repeat(15));
      expect(app.text('#password-new-count')).toBe('15 characters.');
    });

    it('is not sent when it is too short, or the one that there is is missing', () => {
      app = openAccount();
      change('', 'short');
      expect(app.text('#password-now-error')).toBe('Enter the password that you have now.');
      expect(app.text('#password-new-error')).toBe('A password has 15 characters or more.');
      expect(document.activeElement).toBe(app.find('#password-now'));
      app.$http.verifyNoOutstandingRequest();
    });

    it('keeps what was typed when it is refused', () => {
      app = openAccount();
      app.$http
        .expectPUT('/api/account/password')
        .respond(
          ...refusal({ password: 'This is not your password.', new_password: 'This password is easily guessed.' }),
        );
      change('wrong', 'correct horse battery');
      app.answer();
      expect(app.text('#password-now-error')).toBe('This is not your password.');
      expect(app.text('#password-new-error')).toBe('This password is easily guessed.');
      expect(input(app, '#password-new').value).toBe('correct horse battery');
      expect(document.activeElement).toBe(app.find('#password-now'));
    });

    it('keeps what was typed when the server is busy', () => {
      app = openAccount();
      app.$http.expectPUT('/api/account/password').respond(503, {}, { 'Retry-After': '2' });
      change('old password', 'correct horse battery');
      app.answer();
      expect(app.text('#password .fl-problem')).toContain('Not changed. The server is busy. Try again in 2 seconds.');
      expect(input(app, '#password-now').value).toBe('old password');
    });
  });

  describe('sessions', () => {
    it('are listed, the current one marked', () => {
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
      app.answer();
      expect(app.all('#sessions li')).toHaveLength(1);
      expect(app.text('.toast')).toContain('Logged out there. Safari on iPhone');
      expect(document.activeElement).toBe(app.find('#sessions-title'));
    });

    it('may have ended before', () => {
      app = openAccount();
      app.$http.expectDELETE(`/api/account/session/${sessions[1]!.id}`).respond(404, {});
      app.$http.expectGET('/api/account/session').respond({ objects: [sessions[0]] });
      app.click(app.find('[aria-label="Log out Safari on iPhone"]'));
      app.answer();
      expect(app.text('.toast')).toContain('That session had already ended.');
    });

    it('are ended all but this one', () => {
      app = openAccount();
      app.$http.expectDELETE('/api/account/session').respond({ num_ended: 3 });
      app.$http.expectGET('/api/account/session').respond({ objects: [sessions[0]] });
      app.click(app.button('Log out all others'));
      app.answer();
      expect(app.text('.toast')).toContain('Logged out everywhere else. 3 sessions ended.');
      expect(app.text('#sessions')).not.toContain('Log out all others');
    });

    it('say why they could not be ended or loaded', () => {
      app = openAccount();
      app.$http.expectDELETE('/api/account/session').respond(503, {});
      app.click(app.button('Log out all others'));
      app.answer();
      expect(app.text('.toast')).toContain('Not logged out. The server is busy.');
      expect(app.all('#sessions li')).toHaveLength(2);
    });
  });

  describe('API tokens', () => {
    it('are listed with what they may do and until when', () => {
      app = openAccount();
      const rows = app.texts('#tokens li');
      expect(rows[0]).toMatch(/Nightly export Read only, until 2 Jan 2126 , never used/);
      expect(rows[1]).toMatch(/Rack scanner Read and write, ended, last used/);
    });

    it('are not discarded by a question that was asked before they were shown', () => {
      app = openAccount();
      app.click(app.button('New token'));
      app.type(input(app, '#token-name'), 'Import');
      app.$http.expectPOST('/api/token').respond(201, { ...tokens[0], token: 'flg_secret' });
      app.submit(app.find('#token-name'));
      app.go('/nowhere');
      expect(app.text('.modal-title')).toBe('Leave without saving?');
      app.answer();
      app.click(app.button('Discard changes'));
      expect(app.text('.modal-title')).toBe('Have you saved it?');
      app.click(app.button('Stay here'));
      expect((app.find('[aria-label="New token"]') as HTMLInputElement).value).toBe('flg_secret');
    });

    it('are made, and their secret is shown until it is copied', () => {
      app = openAccount();
      app.click(app.button('New token'));
      app.type(input(app, '#token-name'), 'Import');
      app.click(app.find('[name="token-scope"][value="write"]'));
      app.type(input(app, '#token-ends'), '2027-03-31');
      const ends = new Date(2027, 3, 1).toISOString().replace('.000', '');
      app.$http
        .expectPOST('/api/token', { name: 'Import', scope: 'write', ends })
        .respond(201, { ...tokens[0], token: 'flg_secret' });
      app.submit(app.find('#token-name'));
      app.answer();
      expect((app.find('[aria-label="New token"]') as HTMLInputElement).value).toBe('flg_secret');
      expect(document.activeElement).toBe(app.find('fl-secret button'));
      app.go('/nowhere');
      app.click(app.button('Stay here'));
      app.click(app.button('I have copied it'));
      expect(app.all('fl-secret')).toHaveLength(0);
      app.go('/nowhere');
      expect(app.text('h1')).toBe('This page does not exist');
    });

    it('keep what was typed when they are refused', () => {
      app = openAccount();
      app.click(app.button('New token'));
      app.submit(app.find('#token-name'));
      expect(app.text('#token-name-error')).toBe('Name must not be empty.');
      app.type(input(app, '#token-name'), 'Import');
      app.type(input(app, '#token-ends'), '');
      app.submit(app.find('#token-name'));
      expect(app.text('#token-ends-error')).toBe('Last day must be a date.');
      app.type(input(app, '#token-ends'), '2099-03-31');
      app.$http.expectPOST('/api/token').respond(...refusal({ ends: 'must be within a year' }));
      app.submit(app.find('#token-name'));
      app.answer();
      expect(app.text('#token-ends-error')).toBe('Last day must be within a year.');
      expect(input(app, '#token-name').value).toBe('Import');
      app.$http.expectPOST('/api/token').respond(400, { message: 'You have 50 tokens, which is the most.' });
      app.submit(app.find('#token-name'));
      app.answer();
      expect(app.text('#tokens .fl-problem')).toContain('You have 50 tokens, which is the most.');
    });

    it('that write are not offered to who may only read', () => {
      app = openAccount({ role: 'viewer' }, viewer);
      app.click(app.button('New token'));
      expect(app.all('[name="token-scope"]').map((radio) => radio.getAttribute('value'))).toEqual(['read']);
    });

    it('are revoked after a question', () => {
      app = openAccount();
      app.click(app.find('[aria-label="Revoke Nightly export"]'));
      app.click(app.button('Keep it'));
      app.click(app.find('[aria-label="Revoke Nightly export"]'));
      app.$http.expectDELETE('/api/token/3').respond(204);
      app.$http.expectGET('/api/token').respond({ objects: [] });
      app.click(app.button('Revoke token'));
      app.answer();
      expect(app.text('.toast')).toContain('Token revoked. Nightly export');
      expect(app.text('#tokens')).toContain('No tokens yet.');
    });
  });
});
