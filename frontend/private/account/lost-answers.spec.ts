import { afterEach, describe, expect, it } from 'vitest';
import type { Running } from '../../test/application';
import type { Account } from './account-service';
import { account, input, openAccount, sessions, tokens } from './account.fixture';

const lost = [-1, ''] as const;
const on = { on: true, recovery_codes_left: 8 };

describe('when an answer of the account was lost', () => {
  let app: Running;
  afterEach(() => app.stop());

  const readAccount = (own: Partial<Account> = {}) =>
    app.$http.expectGET('/api/account').respond({ ...account, ...own });
  const readTokens = (...objects: object[]) => app.$http.expectGET('/api/token').respond({ objects });
  const readSessions = (...objects: object[]) => app.$http.expectGET('/api/account/session').respond({ objects });
  const messages = () => app.texts('.toast, .fl-problem').join(' ');
  const givePassword = () => {
    app.type(input(app, '#confirm-password'), 'secret');
    app.submit(app.find('#confirm-password'));
    app.answer();
  };

  describe('name', () => {
    const rename = () => {
      app = openAccount();
      app.click(app.button('Change'));
      app.type(input(app, '#profile-name'), 'Anna R.');
      app.$http.expectPATCH('/api/account').respond(...lost);
      app.submit(app.find('#profile-name'));
    };

    it('is changed when it is stored', () => {
      rename();
      readAccount({ name: 'Anna R.' });
      app.answer();
      expect(messages()).toContain('Name changed.');
      expect(app.text('.fl-account-name')).toBe('Anna R.');
    });

    it('is perhaps not changed when it is not, and stays typed', () => {
      rename();
      readAccount();
      app.answer();
      expect(messages()).toContain('Perhaps not saved. The server did not answer. The page shows what is stored now.');
      expect(input(app, '#profile-name').value).toBe('Anna R.');
    });

    it('is perhaps not changed when that cannot be read either', () => {
      rename();
      app.$http.expectGET('/api/account').respond(...lost);
      app.answer();
      expect(messages()).toContain('Perhaps not saved. The server did not answer. Load the page again');
    });
  });

  describe('password', () => {
    const change = () => {
      app = openAccount();
      app.type(input(app, '#password-now'), 'old password');
      app.type(input(app, '#password-new'), 'correct horse battery');
      app.$http.expectPUT('/api/account/password').respond(...lost);
      app.submit(app.find('#password-now'));
    };

    it('is changed when it was changed just now', () => {
      change();
      readAccount({ password_changed: '2026-07-01T12:00:00Z' });
      app.answer();
      expect(messages()).toContain('Password changed.');
      expect(input(app, '#password-new').value).toBe('');
    });

    it('is perhaps not changed otherwise', () => {
      change();
      readAccount();
      app.answer();
      expect(messages()).toContain('Perhaps not changed. The server did not answer. Try again.');
      expect(input(app, '#password-new').value).toBe('correct horse battery');
    });
  });

  describe('second factor', () => {
    const turnOn = () => {
      app = openAccount();
      app.click(app.button('Set up'));
      app.$http.expectPOST('/api/account/second-factor').respond(201, { secret: 'JBSW', uri: 'otpauth://x', qr: '' });
      givePassword();
      app.type(input(app, '#authenticator-code'), '123456');
      app.$http.expectPUT('/api/account/second-factor').respond(...lost);
      app.submit(app.find('#authenticator-code'));
    };

    it('is on, and the lost recovery codes are to be made anew', () => {
      turnOn();
      readAccount({ second_factor: on });
      app.answer();
      expect(messages()).toContain('Second factor turned on, but the answer with your recovery codes was lost.');
      expect(messages()).toContain('Make new recovery codes now');
      expect(app.all('#authenticator-code, .fl-codes')).toHaveLength(0);
      expect(app.text('#second-factor .badge')).toBe('On');
    });

    it('is perhaps not on when it is off', () => {
      turnOn();
      readAccount();
      app.answer();
      expect(messages()).toContain('Perhaps not turned on. The server did not answer.');
      expect(input(app, '#authenticator-code').value).toBe('123456');
    });

    it('has perhaps new recovery codes, which are to be made again', () => {
      app = openAccount({ second_factor: on });
      app.click(app.button('Make new recovery codes'));
      app.$http.expectPOST('/api/account/second-factor/recovery-codes').respond(...lost);
      readAccount({ second_factor: { on: true, recovery_codes_left: 10 } });
      givePassword();
      expect(app.text('.modal .fl-problem')).toMatch(/^Perhaps not done\. .*Make new codes again/);
      expect(app.text('#second-factor')).toContain('10 recovery codes left.');
    });

    it('is off when it is off', () => {
      app = openAccount({ second_factor: on });
      app.click(app.button('Turn off'));
      app.$http.expectPOST('/api/account/second-factor/off').respond(...lost);
      readAccount();
      givePassword();
      expect(messages()).toContain('Second factor turned off.');
      expect(app.all('.modal')).toHaveLength(0);
    });
  });

  describe('sessions', () => {
    it('are ended when they are not there any more', () => {
      app = openAccount();
      app.$http.expectDELETE(`/api/account/session/${sessions[1]!.id}`).respond(...lost);
      readSessions(sessions[0]!);
      readSessions(sessions[0]!);
      app.click(app.find('[aria-label="Log out Safari on iPhone"]'));
      app.answer();
      expect(messages()).toContain('Logged out there. Safari on iPhone');
      expect(app.all('#sessions li')).toHaveLength(1);
    });

    it('are perhaps not ended when they are', () => {
      app = openAccount();
      app.$http.expectDELETE('/api/account/session').respond(...lost);
      readSessions(...sessions);
      app.click(app.button('Log out all others'));
      app.answer();
      expect(messages()).toContain('Perhaps not logged out. The server did not answer.');
    });
  });

  describe('API tokens', () => {
    const make = () => {
      app = openAccount();
      app.click(app.button('New token'));
      app.type(input(app, '#token-name'), 'Import');
      app.$http.expectPOST('/api/token').respond(...lost);
      app.submit(app.find('#token-name'));
    };

    it('that were made without their secret are to be revoked', () => {
      make();
      readTokens(...tokens, { ...tokens[0], id: 5, name: 'Import' });
      app.answer();
      expect(messages()).toContain('was made, but the answer with its secret was lost.');
      expect(messages()).toContain('Revoke it in the list');
      expect(app.texts('#tokens li b')).toContain('Import');
      expect(app.all('#token-name')).toHaveLength(0);
    });

    it('are perhaps not made when there is no new one', () => {
      make();
      readTokens(...tokens);
      app.answer();
      expect(messages()).toContain('Perhaps not made. The server did not answer. Look at the list');
      expect(input(app, '#token-name').value).toBe('Import');
    });

    it('are not asked for twice while that is found out', () => {
      make();
      readTokens(...tokens);
      app.$http.flush(1);
      app.submit(app.find('#token-name'));
      app.answer();
      app.$http.verifyNoOutstandingRequest();
    });

    it.each([
      [[tokens[1]!], 'Token revoked. Nightly export'],
      [tokens, 'Perhaps not revoked. The server did not answer.'],
    ])('are revoked when they are not there any more: %#', (left, said) => {
      app = openAccount();
      app.click(app.find('[aria-label="Revoke Nightly export"]'));
      app.$http.expectDELETE('/api/token/3').respond(...lost);
      readTokens(...left);
      app.click(app.button('Revoke token'));
      app.$http.whenGET('/api/token').respond({ objects: left });
      app.answer();
      expect(messages()).toContain(said);
    });
  });
});
