import { afterEach, describe, expect, it } from 'vitest';
import type { TestApplication } from '../../../test/application';
import { account, input, lost, messages, openAccount, readAccount, refusal } from '../account.fixture';

describe('the profile', () => {
  let app: TestApplication;
  afterEach(() => app.stop());

  it('changes the name, also in the top bar', () => {
    app = openAccount();
    app.click(app.button('Change'));
    expect(document.activeElement).toBe(app.find('#profile-name'));
    app.type(input(app, '#profile-name'), 'Anna R.');
    app.$http.expectPATCH('/api/account', { name: 'Anna R.' }).respond({ ...account, name: 'Anna R.' });
    app.submit(app.find('#profile-name'));
    app.flush();
    expect(app.text('.fl-account-name')).toBe('Anna R.');
    expect(app.text('.toast')).toContain('Name changed.');
    expect(app.all('#profile-name')).toHaveLength(0);
    // A second Enter must not open the form again.
    expect(document.activeElement).toBe(app.find('#profile-title'));
  });

  it('removes the name when it is emptied', () => {
    app = openAccount();
    app.click(app.button('Change'));
    app.type(input(app, '#profile-name'), ' ');
    app.$http.expectPATCH('/api/account', { name: null }).respond({ ...account, name: null });
    app.submit(app.find('#profile-name'));
    app.flush();
    expect(app.text('#profile')).toContain('None: others see your email address');
    expect(app.text('.fl-account-name')).toBe('anna@example.org');
  });

  it('keeps the input when it is refused, and asks before it is lost', () => {
    app = openAccount();
    app.click(app.button('Change'));
    app.type(input(app, '#profile-name'), 'Anna\u0000');
    app.$http.expectPATCH('/api/account').respond(...refusal({ name: 'must not have control characters' }));
    app.submit(app.find('#profile-name'));
    app.flush();
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

    it('reports success when the name is stored', () => {
      rename();
      readAccount(app, { name: 'Anna R.' });
      app.flush();
      expect(messages(app)).toContain('Name changed.');
      expect(app.text('.fl-account-name')).toBe('Anna R.');
    });

    it('reports an unknown outcome when the name is not stored, and keeps the input', () => {
      rename();
      readAccount(app);
      app.flush();
      expect(messages(app)).toContain(
        'Perhaps not saved. The server did not answer. The page shows what is stored now.',
      );
      expect(input(app, '#profile-name').value).toBe('Anna R.');
    });

    it('reports an unknown outcome when the account cannot be loaded', () => {
      rename();
      app.$http.expectGET('/api/account').respond(...lost);
      app.flush();
      expect(messages(app)).toContain('Perhaps not saved. The server did not answer. Load the page again');
    });
  });
});
