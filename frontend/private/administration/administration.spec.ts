import { afterEach, describe, expect, it } from 'vitest';
import { administrator, anna, type TestApplication, run, viewer } from '../../test/application';
import { computer } from '../computer/computer';

const none = { num_results: 0, page: 1, total_pages: 0, objects: [] };

describe('the administration pages', () => {
  let app: TestApplication;
  afterEach(() => app.stop());

  it.each(['users', 'roles', 'audit'])('shows nothing of %s to non-administrators, and sends no request', (part) => {
    for (const user of [viewer, anna]) {
      app = run([computer], `/administration/${part}`, user);
      app.flush();
      expect(app.text('h1')).toBe('You may not see this page');
      expect(app.text('main')).toContain('It is for administrators.');
      app.$http.verifyNoOutstandingRequest();
      app.stop();
    }
    app = run([computer], '/nowhere');
  });

  it('starts with the users, and has a tab for each page', () => {
    app = run([computer], '/administration', administrator);
    app.$http.whenGET(/^\/api\/user/).respond(none);
    app.$http.whenGET(/^\/api\/audit/).respond({ more: false, objects: [] });
    app.flush();
    expect(app.injector.get('$location').url()).toBe('/administration/users');
    expect(app.text('.fl-tab[aria-current]')).toBe('Users');
    for (const [label, path, title] of [
      ['Roles', '/administration/roles', 'Roles'],
      ['Audit log', '/administration/audit', 'Audit log'],
    ]) {
      app.click(app.all('.fl-tab').find((tab) => tab.textContent!.trim() === label)!);
      app.flush();
      expect(app.injector.get('$location').url()).toBe(path);
      expect(app.text('.fl-tab[aria-current]')).toBe(label);
      expect(document.title).toBe(`${title} – Flangular`);
    }
  });
});
