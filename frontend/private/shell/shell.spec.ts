import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, type TestApplication, run } from '../../test/application';
import { computer } from '../computer/computer';

describe('the shell', () => {
  let app: TestApplication;

  beforeEach(() => {
    app = run([computer], '/nowhere/at/all');
    app.flush();
  });
  afterEach(() => app.stop());

  it('shows a page for an unknown URL, and keeps the URL', () => {
    expect(app.text('h1')).toBe('This page does not exist');
    expect(app.injector.get('$location').url()).toBe('/nowhere/at/all');
  });

  it('starts with the account when there is no resource', () => {
    app.stop();
    app = run([], '/');
    app.$http.whenGET(/^\/api\//).respond({});
    app.digest();
    expect(app.injector.get('$location').url()).toBe('/account');
    expect(app.all('.fl-nav-link')).toEqual([]);
  });

  it('shows the name of the user', () => {
    expect(app.text('.fl-account')).toBe('AR Anna Ruiz');
    expect(app.text('.dropdown-header')).toBe('anna@example.org Editor');
  });

  it('links to the account, and for administrators to the administration', () => {
    const labels = () => app.all('#account-menu .dropdown-item').map((item) => item.textContent!.trim());
    expect(labels()).toEqual(['Account', 'API', 'Log out']);
    expect(app.all('.fl-nav-link').map((link) => link.textContent)).toEqual(['Computers']);
    app.stop();
    app = run([computer], '/nowhere', administrator);
    app.flush();
    expect(labels()).toEqual(['Account', 'Administration', 'API', 'Log out']);
    expect(app.all('.fl-nav-link').map((link) => link.textContent)).toEqual(['Computers', 'Administration']);
    expect(app.find('.fl-nav-link:last-child').getAttribute('href')).toBe('/administration/users');
  });

  describe('menu', () => {
    const toggle = () => app.find('[aria-controls=narrow-menu]');
    const isOpen = () => toggle().getAttribute('aria-expanded') === 'true';

    it('opens although the click replaces its icon', () => {
      app.click(app.find('[aria-controls=narrow-menu] svg'));
      expect(isOpen()).toBe(true);
    });

    it('closes on a click outside, and with Esc, which restores the focus', () => {
      app.click(toggle());
      app.click(app.find('h1'));
      expect(isOpen()).toBe(false);
      app.click(toggle());
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
      app.digest();
      expect(isOpen()).toBe(false);
      expect(document.activeElement).toBe(toggle());
    });
  });

  it('closes a menu when the focus leaves it', () => {
    const toggle = app.find('[aria-controls=account-menu]');
    app.click(toggle);
    app.find('#account-menu .dropdown-item').focus();
    app.digest();
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    app.find('#main').focus();
    app.digest();
    expect(toggle.getAttribute('aria-expanded')).toBe('false');
  });
});
