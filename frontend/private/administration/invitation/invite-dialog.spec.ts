import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TestApplication } from '../../../test/application';
import { link, messages, openUsers, own, page, sofia } from '../administration.fixture';
import type { ManagedUser } from '../users/user-service';

describe('the invitation dialog', () => {
  let app: TestApplication;
  afterEach(() => app.stop());

  function open(...users: ManagedUser[]): void {
    app = openUsers(...users);
  }
  const rows = () => app.texts('tbody tr');
  const email = () => app.find('#invite-email') as HTMLInputElement;

  it('adds a user, and shows the link once', () => {
    open(own);
    app.click(app.button('Invite'));
    app.type(email(), ' sofia@example.org ');
    app.click(app.find('[name="invite-role"][value="viewer"]'));
    app.$http
      .expectPOST('/api/user', { email: 'sofia@example.org', role: 'viewer' })
      .respond(201, { user: sofia, link });
    app.submit(email());
    app.flush();
    expect(app.text('.modal-title')).toBe('sofia@example.org is invited');
    expect((app.find('fl-secret input') as HTMLInputElement).value).toBe(link.url);
    expect(app.text('.modal')).toContain('It was not mailed.');
    app.$http.expectGET('/api/user?page=1&results_per_page=25').respond(page(own, sofia));
    app.find('.modal-body').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    app.digest();
    expect(app.all('.modal')).toHaveLength(1);
    app.click(app.button('Done'));
    app.flush();
    expect(rows()).toHaveLength(2);
  });

  it('keeps the input when it is refused', () => {
    open(own);
    app.click(app.button('Invite'));
    app.submit(email());
    expect(app.text('#invite-email-error')).toBe('Enter the email address.');
    app.type(email(), 'anna@example.org');
    app.type(app.find('#invite-name'), 'Anna');
    app.$http
      .expectPOST('/api/user', { email: 'anna@example.org', name: 'Anna', role: 'editor' })
      .respond(400, { message: 'x', validation_errors: { email: 'There is a user with this address.' } });
    app.submit(email());
    app.flush();
    expect(app.text('#invite-email-error')).toBe('There is a user with this address.');
    expect(email().value).toBe('anna@example.org');
    expect(document.activeElement).toBe(email());
    email().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    app.digest();
    expect(email().value).toBe('anna@example.org');
    app.type(email(), '');
    app.type(app.find('#invite-name'), '');
    email().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    app.digest();
    expect(app.all('.modal')).toHaveLength(0);
  });

  it('asks before input is lost by a reload', () => {
    open(own);
    app.click(app.button('Invite'));
    const asksBeforeReload = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(asksBeforeReload()).toBe(false);
    app.type(app.find('#invite-name'), 'Sofia');
    expect(asksBeforeReload()).toBe(true);
    app.click(app.button('Cancel'));
    expect(asksBeforeReload()).toBe(false);
  });

  describe('when the response was lost', () => {
    it('reports that the user is invited, but the link is lost', () => {
      open(own);
      app.click(app.button('Invite'));
      app.type(app.find('#invite-email'), 'Sofia@example.org');
      app.$http.expectPOST('/api/user').respond(-1, '');
      app.submit(app.find('#invite-email'));
      app.$http.expectGET(/search=Sofia@example.org&status=invited/).respond(page(sofia));
      app.$http.expectGET('/api/user?page=1&results_per_page=25').respond(page(own, sofia));
      app.flush();
      expect(app.all('.modal')).toHaveLength(0);
      expect(messages(app)).toContain('is invited, but the answer with the link was lost. Choose “Invite again”');
      expect(rows()).toHaveLength(2);
    });

    it('reports an unknown outcome when there is no such user, and keeps the input', () => {
      open(own);
      app.click(app.button('Invite'));
      app.type(app.find('#invite-email'), 'sofia@example.org');
      app.$http.expectPOST('/api/user').respond(-1, '');
      app.submit(app.find('#invite-email'));
      app.$http.expectGET(/search=sofia/).respond(page());
      app.flush();
      expect(messages(app)).toContain('Perhaps not invited. The server did not answer. Invite again');
      expect((app.find('#invite-email') as HTMLInputElement).value).toBe('sofia@example.org');
    });

    it('loads the list of users again when the network is back', () => {
      vi.useFakeTimers({ toFake: ['setTimeout'] });
      open(own);
      app.click(app.button('Invite'));
      app.type(app.find('#invite-email'), 'sofia@example.org');
      app.$http.expectPOST('/api/user').respond(-1, '');
      app.submit(app.find('#invite-email'));
      app.$http.expectGET(/search=sofia/).respond(-1, '');
      app.flush();
      expect(messages(app)).toContain('Perhaps not invited. The server did not answer. Load the page again');
      app.$http.expectGET(/search=sofia/).respond(-1, '');
      vi.advanceTimersByTime(3000);
      app.flush();
      expect(rows()).toHaveLength(1);
      app.$http.expectGET(/search=sofia/).respond(page(sofia));
      app.$http.expectGET('/api/user?page=1&results_per_page=25').respond(page(own, sofia));
      vi.advanceTimersByTime(3000);
      app.flush();
      expect(rows()).toHaveLength(2);
      expect((app.find('#invite-email') as HTMLInputElement).value).toBe('sofia@example.org');
      vi.useRealTimers();
    });
  });
});
