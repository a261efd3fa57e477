import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TestApplication } from '../../../test/application';
import * as files from '../../widgets/save-file';
import { account, givePassword, input, lost, messages, openAccount, readAccount, refusal } from '../account.fixture';

const codes = Array.from({ length: 10 }, (_, i) => `abcd-efgh-jkmn-pqr${i}`);
const key = { secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/x', qr: 'data:image/svg+xml;base64,PHN2Zy8+' };
const on = { on: true, recovery_codes_left: 8 };

describe('the second factor', () => {
  let app: TestApplication;
  afterEach(() => app.stop());

  const typePassword = (password: string) => {
    app.type(input(app, '#confirm-password'), password);
    app.submit(app.find('#confirm-password'));
  };
  const giveCode = (code: string) => {
    app.type(input(app, '#authenticator-code'), code);
    app.submit(app.find('#authenticator-code'));
  };
  const begin = () => {
    app.click(app.button('Set up'));
    app.$http.expectPOST('/api/account/second-factor', { password: 'secret' }).respond(201, key);
    typePassword('secret');
    app.flush();
  };

  it('is turned on with the password and a first code, and shows the recovery codes until they are saved', () => {
    app = openAccount();
    expect(app.text('#second-factor .badge')).toBe('Off');
    begin();
    expect(app.all('.modal')).toHaveLength(0);
    expect(app.find('.fl-qr img').getAttribute('src')).toBe(key.qr);
    expect(app.text('#authenticator-key')).toBe('JBSW Y3DP EHPK 3PXP');
    expect(document.activeElement).toBe(app.find('#authenticator-code'));

    app.$http.expectPUT('/api/account/second-factor', { code: '123456' }).respond({ recovery_codes: codes });
    giveCode('123 456');
    app.$http.expectGET('/api/account').respond({ ...account, second_factor: on });
    app.flush();
    expect(app.text('#second-factor .badge')).toBe('On');
    expect(app.all('.fl-codes li').map((code) => code.textContent)).toEqual(codes);
    // A second Enter must not hide them.
    expect(document.activeElement).toBe(app.find('#second-factor-title'));

    app.go('/nowhere');
    expect(app.text('.modal')).toContain('Have you saved it?');
    app.click(app.button('Stay here'));
    app.click(app.button('I have saved them'));
    expect(app.all('.fl-codes')).toHaveLength(0);
    expect(app.text('#second-factor')).toContain('8 recovery codes left.');
  });

  it('asks again when the password is wrong, and can be cancelled', () => {
    app = openAccount();
    app.click(app.button('Set up'));
    typePassword('');
    expect(app.text('#confirm-password-error')).toBe('Enter your password.');
    app.$http.expectPOST('/api/account/second-factor').respond(...refusal({ password: 'Wrong password.' }));
    typePassword('wrong');
    app.flush();
    expect(app.text('#confirm-password-error')).toBe('Wrong password.');
    app.$http.expectPOST('/api/account/second-factor').respond(429, {}, { 'Retry-After': '40' });
    typePassword('wrong');
    app.flush();
    expect(app.text('.modal .fl-problem')).toContain('Too many requests. Try again in 40 seconds.');
    expect(input(app, '#confirm-password').value).toBe('wrong');
    app.click(app.button('Cancel'));
    expect(app.all('.modal')).toHaveLength(0);
    expect(app.all('.fl-qr')).toHaveLength(0);
  });

  it('keeps the key when the code is wrong', () => {
    app = openAccount();
    begin();
    giveCode('12');
    expect(app.text('#authenticator-code-error')).toBe('The code has six digits.');
    app.$http.expectPUT('/api/account/second-factor').respond(...refusal({ code: 'That code is not right.' }));
    giveCode('111111');
    app.flush();
    expect(app.text('#authenticator-code-error')).toBe('That code is not right.');
    expect(app.find('.fl-qr img').getAttribute('src')).toBe(key.qr);
    app.click(app.button('Cancel'));
    expect(app.text('#second-factor')).toContain('Set up');
  });

  it('creates new recovery codes, and downloads them', () => {
    const saveFile = vi.spyOn(files, 'saveFile').mockImplementation(() => undefined);
    app = openAccount({ second_factor: { on: true, recovery_codes_left: 1 } });
    expect(app.text('#second-factor')).toContain('1 recovery code left. Make new ones before they run out.');
    app.click(app.button('Make new recovery codes'));
    app.$http
      .expectPOST('/api/account/second-factor/recovery-codes', { password: 'secret' })
      .respond({ recovery_codes: codes });
    typePassword('secret');
    app.flush();
    expect(app.all('.fl-codes li')).toHaveLength(10);
    app.click(app.button('Download'));
    expect(saveFile).toHaveBeenCalledWith('flangular-recovery-codes.txt', expect.stringContaining(codes.join('\n')));
    saveFile.mockRestore();
  });

  it('is turned off with the password', () => {
    app = openAccount({ second_factor: on });
    app.click(app.button('Turn off'));
    app.$http.expectPOST('/api/account/second-factor/off', { password: 'secret' }).respond(204);
    typePassword('secret');
    app.$http.expectGET('/api/account').respond(account);
    app.flush();
    expect(app.text('#second-factor .badge')).toBe('Off');
    expect(app.text('.toast')).toContain('Second factor turned off.');
  });

  describe('when the response was lost', () => {
    const turnOn = () => {
      app = openAccount();
      app.click(app.button('Set up'));
      app.$http.expectPOST('/api/account/second-factor').respond(201, { secret: 'JBSW', uri: 'otpauth://x', qr: '' });
      givePassword(app);
      app.type(input(app, '#authenticator-code'), '123456');
      app.$http.expectPUT('/api/account/second-factor').respond(...lost);
      app.submit(app.find('#authenticator-code'));
    };

    it('is on, and advises to create new recovery codes', () => {
      turnOn();
      readAccount(app, { second_factor: on });
      app.flush();
      expect(messages(app)).toContain('Second factor turned on, but the answer with your recovery codes was lost.');
      expect(messages(app)).toContain('Make new recovery codes now');
      expect(app.all('#authenticator-code, .fl-codes')).toHaveLength(0);
      expect(app.text('#second-factor .badge')).toBe('On');
    });

    it('reports an unknown outcome when it is off', () => {
      turnOn();
      readAccount(app);
      app.flush();
      expect(messages(app)).toContain('Perhaps not turned on. The server did not answer.');
      expect(input(app, '#authenticator-code').value).toBe('123456');
    });

    it('advises to create the recovery codes again', () => {
      app = openAccount({ second_factor: on });
      app.click(app.button('Make new recovery codes'));
      app.$http.expectPOST('/api/account/second-factor/recovery-codes').respond(...lost);
      readAccount(app, { second_factor: { on: true, recovery_codes_left: 10 } });
      givePassword(app);
      expect(app.text('.modal .fl-problem')).toMatch(/^Perhaps not done\. .*Make new codes again/);
      expect(app.text('#second-factor')).toContain('10 recovery codes left.');
    });

    it('reports success when it is off', () => {
      app = openAccount({ second_factor: on });
      app.click(app.button('Turn off'));
      app.$http.expectPOST('/api/account/second-factor/off').respond(...lost);
      readAccount(app);
      givePassword(app);
      expect(messages(app)).toContain('Second factor turned off.');
      expect(app.all('.modal')).toHaveLength(0);
    });
  });
});
