import { afterEach, describe, expect, it } from 'vitest';
import { administrator, anna, type Running, run, viewer } from '../../test/application';
import { computer } from '../computer/computer';

const none = { num_results: 0, page: 1, total_pages: 0, objects: [] };

describe('the administration', () => {
  let app: Running;
  afterEach(() => app.stop());

  it.each(['users', 'roles', 'audit'])(
    'shows nothing of %s to who is no administrator, and asks for nothing',
    (part) => {
      for (const user of [viewer, anna]) {
        app = run([computer], `/administration/${part}`, user);
        app.answer();
        expect(app.text('h1')).toBe('You may not see this page');
        expect(app.text('main')).toContain('It is for administrators.');
        app.$http.verifyNoOutstandingRequest();
        app.stop();
      }
      app = run([computer], '/nowhere');
    },
  );

  it('begins with the users, and goes from part to part', () => {
    app = run([computer], '/administration', administrator);
    app.$http.whenGET(/^\/api\/user/).respond(none);
    app.$http.whenGET(/^\/api\/audit/).respond({ more: false, objects: [] });
    app.answer();
    expect(app.injector.get('$location').url()).toBe('/administration/users');
    expect(app.text('.fl-tab[aria-current]')).toBe('Users');
    for (const [label, path, title] of [
      ['Roles', '/administration/roles', 'Roles'],
      ['Audit log', '/administration/audit', 'Audit log'],
    ]) {
      app.click(app.all('.fl-tab').find((tab) => tab.textContent!.trim() === label)!);
      app.answer();
      expect(app.injector.get('$location').url()).toBe(path);
      expect(app.text('.fl-tab[aria-current]')).toBe(label);
      expect(document.title).toBe(`${title} – Flangular`);
    }
  });

  describe('roles', () => {
    it('are told with how many have them', () => {
      app = run([computer], '/administration/roles', administrator);
      for (const [role, count] of [
        ['viewer', 2],
        ['editor', 1],
        ['administrator', 1234],
      ]) {
        app.$http
          .expectGET(`/api/user?page=1&results_per_page=1&role=${role}`)
          .respond({ ...none, num_results: count as number });
      }
      app.answer();
      expect(app.all('.fl-roles-count a').map((count) => count.textContent)).toEqual([
        '2 users',
        '1 user',
        '1,234 users',
      ]);
      expect(app.find('.fl-roles-count a').getAttribute('href')).toBe('/administration/users?role=viewer');
      const rows = app.texts('.fl-roles tbody tr');
      expect(rows).toContain('Delete No Yes Yes');
      expect(rows).toContain('Change roles No No Yes');
    });

    it('are told without the numbers when these cannot be had', () => {
      app = run([computer], '/administration/roles', administrator);
      app.$http.whenGET(/^\/api\/user/).respond(503, {});
      app.answer();
      expect(app.all('.fl-roles-count a')).toHaveLength(0);
      expect(app.all('.fl-roles tbody tr').length).toBeGreaterThan(5);
    });
  });
});
