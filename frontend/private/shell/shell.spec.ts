import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, type Running, run } from '../../test/application';
import { computer } from '../computer/computer';

describe('the shell', () => {
  let app: Running;

  beforeEach(() => {
    app = run([computer], '/nowhere/at/all');
    app.answer();
  });
  afterEach(() => app.stop());

  it('shows a page for an address that does not exist, and keeps the address', () => {
    expect(app.text('h1')).toBe('This page does not exist');
    expect(app.injector.get('$location').url()).toBe('/nowhere/at/all');
  });

  it('begins with the account where there is no resource', () => {
    app.stop();
    app = run([], '/');
    app.$http.whenGET(/^\/api\//).respond({});
    app.settle();
    expect(app.injector.get('$location').url()).toBe('/account');
    expect(app.all('.fl-nav-link')).toEqual([]);
  });

  it('names the person', () => {
    expect(app.text('.fl-account')).toBe('AR Anna Ruiz');
    expect(app.text('.dropdown-header')).toBe('anna@example.org Editor');
  });

  it('leads to the account, and administrators to the administration', () => {
    const labels = () => app.all('#account-menu .dropdown-item').map((item) => item.textContent!.trim());
    expect(labels()).toEqual(['Account', 'API', 'Log out']);
    expect(app.all('.fl-nav-link').map((link) => link.textContent)).toEqual(['Computers']);
    app.stop();
    app = run([computer], '/nowhere', administrator);
    app.answer();
    expect(labels()).toEqual(['Account', 'Administration', 'API', 'Log out']);
    expect(app.all('.fl-nav-link').map((link) => link.textContent)).toEqual(['Computers', 'Administration']);
    expect(app.find('.fl-nav-link:last-child').getAttribute('href')).toBe('/administration/users');
  });

  describe('menu', () => {
    const toggle = () => app.find('[aria-controls=narrow-menu]');
    const isOpen = () => toggle().getAttribute('aria-expanded') === 'true';

    it('opens although its icon is exchanged under the pointer', () => {
      app.click(app.find('[aria-controls=narrow-menu] svg'));
      expect(isOpen()).toBe(true);
    });

    it('closes on a click elsewhere, and with Esc, which gives the focus back', () => {
      app.click(toggle());
      app.click(app.find('h1'));
      expect(isOpen()).toBe(false);
      app.click(toggle());
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
      app.settle();
      expect(isOpen()).toBe(false);
      expect(document.activeElement).toBe(toggle());
    });
  });

  it('closes a menu when the focus goes on to the page', () => {
    const toggle = app.find('[aria-controls=account-menu]');
    app.click(toggle);
    app.find('#account-menu .dropdown-item').focus();
    app.settle();
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    app.find('#main').focus();
    app.settle();
    expect(toggle.getAttribute('aria-expanded')).toBe('false');
  });
});
