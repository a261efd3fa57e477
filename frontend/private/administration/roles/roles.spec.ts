import { afterEach, describe, expect, it } from 'vitest';
import { administrator, type TestApplication, run } from '../../../test/application';
import { computer } from '../../computer/computer';

describe('the table of roles', () => {
  let app: TestApplication;
  afterEach(() => app.stop());

  it('shows the permissions and the number of users', () => {
    app = run([computer], '/administration/roles', administrator);
    for (const [role, count] of [
      ['viewer', 2],
      ['editor', 1],
      ['administrator', 1234],
    ]) {
      app.$http
        .expectGET(`/api/user?page=1&results_per_page=1&role=${role}`)
        .respond({ num_results: count as number, page: 1, total_pages: 1, objects: [] });
    }
    app.flush();
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

  it('shows the permissions when the numbers cannot be loaded', () => {
    app = run([computer], '/administration/roles', administrator);
    app.$http.whenGET(/^\/api\/user/).respond(503, {});
    app.flush();
    expect(app.all('.fl-roles-count a')).toHaveLength(0);
    expect(app.all('.fl-roles tbody tr').length).toBeGreaterThan(5);
  });
});
