import { afterEach, describe, expect, it } from 'vitest';
import type { Running } from '../../../test/application';
import { account, input, lost, messages, openAccount, readAccount, refusal } from '../account.fixture';

describe('the profile', () => {
  let app: Running;
  afterEach(() => app.stop());

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

  describe('when the response was lost', () => {
    const rename = () => {
      app = openAccount();
      app.click(app.button('Change'));
      app.type(input(app, '#profile-name'), 'Anna R.');
      app.$http.expectPATCH('/api/account').respond(...lost);
      app.submit(app.find('#profile-name'));
    };

    it('is changed when it is stored', () => {
      rename();
      readAccount(app, { name: 'Anna R.' });
      app.answer();
      expect(messages(app)).toContain('Name changed.');
      expect(app.text('.fl-account-name')).toBe('Anna R.');
    });

    it('is perhaps not changed when it is not, and stays typed', () => {
      rename();
      readAccount(app);
      app.answer();
      expect(messages(app)).toContain('Perhaps not saved. The server did not answer. The page shows what is stored now.');
      expect(input(app, '#profile-name').value).toBe('Anna R.');
    });

    it('is perhaps not changed when that cannot be read either', () => {
      rename();
      app.$http.expectGET('/api/account').respond(...lost);
      app.answer();
      expect(messages(app)).toContain('Perhaps not saved. The server did not answer. Load the page again');
    });
  });
});
