import { afterEach, describe, expect, it, vi } from 'vitest';
import { administrator, type TestApplication, run } from '../../../test/application';
import { computer } from '../../computer/computer';
import { link, messages, openUsers, own, page, sofia, tom } from '../administration.fixture';
import type { ManagedUser } from './user-service';

describe('the list of users', () => {
  let app: TestApplication;
  afterEach(() => app.stop());

  function open(...users: ManagedUser[]): void {
    app = openUsers(...users);
  }
  const rows = () => app.texts('tbody tr');
  const roleOf = (name: string) => app.find(`[aria-label="Role of ${name}"]`) as HTMLSelectElement;
  const act = (name: string, action: string) => {
    app.click(app.find(`[aria-label="Actions for ${name}"]`));
    app.click(app.all('fl-menu .dropdown-item')[app.texts('fl-menu .dropdown-item').indexOf(action)]!);
  };
  const actions = (name: string) => {
    app.click(app.find(`[aria-label="Actions for ${name}"]`));
    const found = app.texts('fl-menu .dropdown-item');
    app.click(app.find(`[aria-label="Actions for ${name}"]`));
    return found;
  };

  it('shows role, second factor, status and last activity', () => {
    open(own, tom, sofia, { ...tom, id: 10, email: 'jan@example.org', name: 'Jan', status: 'disabled' });
    expect(rows()[0]).toMatch(
      /^AR Anna Ruiz anna@example.org Administrator \(you\) Second factorOff|Second factor Off/,
    );
    expect(rows()[1]).toMatch(/Tom Beck tom@example.org .*On Active Seen/);
    expect(rows()[2]).toMatch(/sofia@example.org .*Not yet Invited Seen never/);
    expect(rows()[3]).toContain('Disabled');
    expect(roleOf('Tom Beck').selectedOptions[0]!.textContent).toBe('Editor');
    expect(app.text('.fl-tools-note')).toBe('4 users');
    expect(document.title).toBe('Users – Flangular');
  });

  it('offers the actions that apply to each user', () => {
    open(own, tom, sofia, { ...tom, id: 10, email: 'jan@example.org', name: 'Jan', status: 'disabled' });
    expect(actions('Anna Ruiz')).toEqual(['Change name']);
    expect(actions('Tom Beck')).toEqual([
      'Change name',
      'Make a link for a new password',
      'Log out everywhere',
      'Remove second factor',
      'API tokens',
      'Disable',
    ]);
    expect(actions('sofia@example.org')).toEqual(['Change name', 'Invite again', 'Disable']);
    expect(actions('Jan')).toEqual(['Change name', 'Remove second factor', 'API tokens', 'Enable']);
  });

  const givePassword = () => {
    app.type(app.find('#confirm-password'), 'my password');
    app.submit(app.find('#confirm-password'));
    app.flush();
  };

  it('asks for the password before a user becomes administrator', () => {
    open(own, tom);
    app.type(roleOf('Tom Beck'), 'string:administrator');
    app.click(app.button('Cancel'));
    expect(roleOf('Tom Beck').selectedOptions[0]!.textContent).toBe('Editor');
    app.type(roleOf('Tom Beck'), 'string:administrator');
    app.$http
      .expectPATCH('/api/user/8', { role: 'administrator', password: 'my password' })
      .respond({ ...tom, role: 'administrator' });
    givePassword();
    expect(app.text('.toast')).toContain('Role changed. Tom Beck is an administrator now.');
  });

  it('filters, and keeps the filter in the URL', () => {
    open(own, tom);
    app.type(app.find('[type=search]'), 'tom');
    app.$http.expectGET('/api/user?page=1&results_per_page=25&search=tom').respond(page(tom));
    app.injector.get<angular.ITimeoutService>('$timeout').flush(300);
    app.flush();
    expect(app.all('tbody tr')).toHaveLength(1);
    expect(app.injector.get('$location').url()).toBe('/administration/users?search=tom');
    app.$http.expectGET('/api/user?page=1&results_per_page=25&search=tom&status=disabled').respond(page());
    app.type(app.find('[aria-label=Status]'), 'string:disabled');
    app.flush();
    expect(app.text('h2')).toBe('No such user');
    app.$http.expectGET('/api/user?page=1&results_per_page=25').respond(page(own, tom));
    app.click(app.button('Show all users'));
    app.flush();
    expect(app.all('tbody tr')).toHaveLength(2);
    expect((app.find('[type=search]') as HTMLInputElement).value).toBe('');
  });

  it('ignores the response to an earlier filter', () => {
    open(own, tom);
    app.$http.expectGET(/role=viewer/).respond(page(sofia));
    app.go('/administration/users?role=viewer');
    app.$http.expectGET(/role=editor/).respond(page(tom));
    app.go('/administration/users?role=editor');
    app.$http.flush(1, 1);
    app.$http.flush();
    app.digest();
    expect(rows()).toHaveLength(1);
    expect(rows()[0]).toContain('Tom Beck');
  });

  it('has pages', () => {
    app = run([computer], '/administration/users?page=2', administrator);
    app.$http
      .expectGET('/api/user?page=2&results_per_page=25')
      .respond({ num_results: 30, page: 2, total_pages: 2, objects: [tom] });
    app.flush();
    app.$http
      .expectGET('/api/user?page=1&results_per_page=25')
      .respond({ num_results: 30, page: 1, total_pages: 2, objects: [own] });
    app.click(app.find('[aria-label="Previous page"]'));
    app.flush();
    expect(rows()[0]).toContain('Anna Ruiz');
    expect(app.text('.fl-tools-note')).toBe('30 users');
  });

  it('shows a load error, and tries again', () => {
    app = run([computer], '/administration/users', administrator);
    app.$http.expectGET(/user/).respond(503, {});
    app.flush();
    expect(app.text('[role=alert]')).toContain('The users could not be loaded');
    app.$http.expectGET(/user/).respond(page(own));
    app.click(app.button('Try again'));
    app.flush();
    expect(rows()).toHaveLength(1);
  });

  it('changes a role', () => {
    open(own, tom);
    app.$http.expectPATCH('/api/user/8', { role: 'viewer' }).respond({ ...tom, role: 'viewer' });
    app.type(roleOf('Tom Beck'), 'string:viewer');
    app.flush();
    expect(app.text('.toast')).toContain('Role changed. Tom Beck is a viewer now.');
  });

  it('keeps the role when the change is refused', () => {
    open(own, { ...tom, role: 'administrator' });
    const message = 'This is the last administrator. Make somebody else an administrator first.';
    app.$http.expectPATCH('/api/user/8').respond(400, { message, validation_errors: { role: message } });
    app.type(roleOf('Tom Beck'), 'string:viewer');
    app.flush();
    expect(app.text('.toast')).toBe(`Not changed. ${message}`);
    expect(roleOf('Tom Beck').selectedOptions[0]!.textContent).toBe('Administrator');
  });

  it('changes a name', () => {
    open(own, tom);
    act('Tom Beck', 'Change name');
    app.type(app.find('#user-name'), 'Thomas Beck');
    app.$http.expectPATCH('/api/user/8', { name: 'Thomas Beck' }).respond(400, {
      message: 'x',
      validation_errors: { name: 'must not have control characters' },
    });
    app.submit(app.find('#user-name'));
    app.flush();
    expect(app.text('#user-name-error')).toBe('Name must not have control characters.');
    app.$http.expectPATCH('/api/user/8', { name: 'Thomas Beck' }).respond({ ...tom, name: 'Thomas Beck' });
    app.submit(app.find('#user-name'));
    app.flush();
    expect(rows()[1]).toContain('Thomas Beck');
    expect(app.all('.modal')).toHaveLength(0);
  });

  it('shows the own changed name in the top bar', () => {
    open(own, tom);
    act('Anna Ruiz', 'Change name');
    app.type(app.find('#user-name'), 'Anna R.');
    app.$http.expectPATCH('/api/user/7', { name: 'Anna R.' }).respond({ ...own, name: 'Anna R.' });
    app.submit(app.find('#user-name'));
    app.flush();
    expect(app.text('.fl-account-name')).toBe('Anna R.');
  });

  it('issues a link, and shows it once', () => {
    open(own, tom);
    act('Tom Beck', 'Make a link for a new password');
    app.$http
      .expectPOST('/api/user/8/link', { password: 'my password' })
      .respond(201, { ...link, purpose: 'reset', mailed: true });
    givePassword();
    expect(app.text('.modal-title')).toBe('A link for a new password');
    expect((app.find('fl-secret input') as HTMLInputElement).value).toBe(link.url);
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
    app.go('/computers');
    expect(app.text('.modal-title')).toBe('A link for a new password');
    expect(app.text('.modal')).toContain('It was mailed to tom@example.org as well.');
    app.click(app.button('Done'));
    expect(app.all('.modal')).toHaveLength(0);
  });

  it('shows why a link is refused', () => {
    open(own, tom);
    act('Tom Beck', 'Make a link for a new password');
    app.$http.expectPOST('/api/user/8/link').respond(400, { message: 'This user is disabled.' });
    givePassword();
    expect(app.text('.modal .fl-problem')).toContain('This user is disabled.');
  });

  it('ends all sessions after a confirmation', () => {
    open(own, tom);
    act('Tom Beck', 'Log out everywhere');
    app.click(app.button('Cancel'));
    act('Tom Beck', 'Log out everywhere');
    app.$http.expectDELETE('/api/user/8/session').respond({ num_ended: 2 });
    app.click(app.find('.modal .btn-danger'));
    app.flush();
    expect(app.text('.toast')).toContain('Logged out everywhere. Tom Beck, 2 sessions');
  });

  it('removes the second factor after the password was entered', () => {
    open(own, tom);
    act('Tom Beck', 'Remove second factor');
    app.$http
      .expectPOST('/api/user/8/second-factor/off', { password: 'my password' })
      .respond({ ...tom, second_factor: false });
    givePassword();
    expect(app.text('.toast')).toContain('Second factor removed.');
    expect(actions('Tom Beck')).not.toContain('Remove second factor');
  });

  it('disables a user after a confirmation, and enables the user', () => {
    open(own, tom);
    act('Tom Beck', 'Disable');
    app.$http.expectPATCH('/api/user/8', { disabled: true }).respond({ ...tom, status: 'disabled' });
    app.click(app.find('.modal .btn-danger'));
    app.flush();
    expect(rows()[1]).toContain('Disabled');
    app.$http.expectPATCH('/api/user/8', { disabled: false }).respond(tom);
    act('Tom Beck', 'Enable');
    app.flush();
    expect(rows()[1]).toContain('Active');
  });

  it('closes the menu when the focus leaves it', () => {
    open(own, tom);
    const button = app.find('[aria-label="Actions for Tom Beck"]');
    app.click(button);
    app.button('Change name').focus();
    app.digest();
    expect(button.getAttribute('aria-expanded')).toBe('true');
    app.find('[type=search]').focus();
    app.digest();
    expect(button.getAttribute('aria-expanded')).toBe('false');
  });

  it('closes the menu with Esc and on a click outside, and restores the focus after a dialog', () => {
    open(own, tom);
    const button = app.find('[aria-label="Actions for Tom Beck"]');
    app.click(button);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    app.digest();
    expect(button.getAttribute('aria-expanded')).toBe('false');
    app.click(button);
    app.click(app.find('h1'));
    expect(button.getAttribute('aria-expanded')).toBe('false');
    act('Tom Beck', 'Change name');
    app.click(app.button('Cancel'));
    app.flush();
    expect(document.activeElement).toBe(button);
  });

  describe('when a response was lost', () => {
    const read = (user: ManagedUser) => app.$http.expectGET(`/api/user/${user.id}`).respond(user);

    it('shows the stored role', () => {
      open(own, tom);
      app.$http.expectPATCH('/api/user/8', { role: 'viewer' }).respond(-1, '');
      app.type(roleOf('Tom Beck'), 'string:viewer');
      read({ ...tom, role: 'viewer' });
      app.flush();
      expect(messages(app)).toContain('Role changed. Tom Beck is a viewer now.');
      expect(roleOf('Tom Beck').selectedOptions[0]!.textContent).toBe('Viewer');
    });

    it('reports an unknown outcome, and loads the list again', () => {
      open(own, tom);
      act('Tom Beck', 'Disable');
      app.$http.expectPATCH('/api/user/8', { disabled: true }).respond(-1, '');
      app.click(app.find('.modal .btn-danger'));
      read(tom);
      app.$http.expectGET('/api/user?page=1&results_per_page=25').respond(page(own, { ...tom, status: 'disabled' }));
      app.flush();
      expect(messages(app)).toContain('Perhaps not changed. The server did not answer.');
      expect(rows()[1]).toContain('Disabled');
    });

    it('loads the list again when the network is back', () => {
      vi.useFakeTimers({ toFake: ['setTimeout'] });
      open(own, tom);
      act('Tom Beck', 'Disable');
      app.$http.expectPATCH('/api/user/8', { disabled: true }).respond(-1, '');
      app.click(app.find('.modal .btn-danger'));
      app.$http.expectGET('/api/user/8').respond(-1, '');
      app.$http.expectGET('/api/user?page=1&results_per_page=25').respond(-1, '');
      app.flush();
      expect(app.text('[role=alert]')).toContain('The users could not be loaded');
      read(tom);
      app.$http.expectGET('/api/user?page=1&results_per_page=25').respond(page(own, { ...tom, status: 'disabled' }));
      vi.advanceTimersByTime(3000);
      app.flush();
      expect(rows()[1]).toContain('Disabled');
      vi.useRealTimers();
    });

    it('shows the stored name', () => {
      open(own, tom);
      act('Tom Beck', 'Change name');
      app.type(app.find('#user-name'), 'Thomas Beck');
      app.$http.expectPATCH('/api/user/8').respond(-1, '');
      app.submit(app.find('#user-name'));
      read({ ...tom, name: 'Thomas Beck' });
      app.flush();
      expect(messages(app)).toContain('Name changed.');
      expect(rows()[1]).toContain('Thomas Beck');
    });

    it('advises to issue another link', () => {
      open(own, sofia);
      act('sofia@example.org', 'Invite again');
      app.$http.expectPOST('/api/user/9/link').respond(-1, '');
      read(sofia);
      givePassword();
      expect(app.text('.modal .fl-problem')).toMatch(/^Perhaps not done\. .*Make a link again: it replaces/);
    });

    it('reports that the sessions may not have ended', () => {
      open(own, tom);
      act('Tom Beck', 'Log out everywhere');
      app.$http.expectDELETE('/api/user/8/session').respond(-1, '');
      app.click(app.find('.modal .btn-danger'));
      read(tom);
      app.$http.expectGET('/api/user?page=1&results_per_page=25').respond(page(own, tom));
      app.flush();
      expect(messages(app)).toContain('Perhaps not logged out. The server did not answer. Log them out again');
    });

    it('reports success when the second factor is off', () => {
      open(own, tom);
      act('Tom Beck', 'Remove second factor');
      app.$http.expectPOST('/api/user/8/second-factor/off').respond(-1, '');
      read({ ...tom, second_factor: false });
      givePassword();
      expect(messages(app)).toContain('Second factor removed.');
    });
  });

  describe('dialogs with input', () => {
    const esc = () => {
      const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
      Object.defineProperty(event, 'which', { value: 27 });
      document.body.dispatchEvent(event);
      app.digest();
    };
    const asksBeforeReload = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };

    it.each([
      ['Change name', '#user-name', 'Thomas', 'Tom Beck'],
      ['Remove second factor', '#confirm-password', 'my password', ''],
    ])('keep it with Esc and when going back, and ask before a reload: %s', (action, field, typed, before) => {
      open(own, tom);
      act('Tom Beck', action);
      expect(asksBeforeReload()).toBe(false);
      app.type(app.find(field), typed);
      expect(asksBeforeReload()).toBe(true);
      esc();
      app.go('/computers');
      expect((app.find(field) as HTMLInputElement).value).toBe(typed);
      expect(app.find('fl-shell').hasAttribute('inert')).toBe(true);
      app.type(app.find(field), before);
      expect(asksBeforeReload()).toBe(false);
      esc();
      expect(app.all('.modal')).toHaveLength(0);
    });
  });
});
