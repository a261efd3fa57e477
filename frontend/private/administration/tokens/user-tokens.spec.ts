import { afterEach, describe, expect, it } from 'vitest';
import { administrator, type TestApplication, run } from '../../../test/application';
import { computer } from '../../computer/computer';
import { link, messages, own, tom } from '../administration.fixture';

const token = { id: 3, name: 'import', scope: 'read', created: own.created, ends: link.ends, last_used: null };

describe('the API tokens of a user', () => {
  let app: TestApplication;
  afterEach(() => app.stop());

  it('are shown and revoked', () => {
    app = run([computer], '/administration/users/8/tokens', administrator);
    app.$http.expectGET('/api/user/8').respond(tom);
    app.$http.expectGET('/api/user/8/token').respond({ num_results: 1, objects: [token] });
    app.flush();
    expect(app.text('#user-tokens h2')).toBe('API tokens of Tom Beck');
    expect(app.text('#user-tokens li')).toMatch(/import .*Read only.*never used/);
    app.click(app.find('[aria-label="Revoke import"]'));
    app.$http.expectDELETE('/api/user/8/token/3').respond(204);
    app.$http.expectGET('/api/user/8').respond(tom);
    app.$http.expectGET('/api/user/8/token').respond({ num_results: 0, objects: [] });
    app.click(app.find('.modal .btn-danger'));
    app.flush();
    expect(app.text('.toast')).toContain('Token revoked. import');
    expect(app.text('#user-tokens')).toContain('No tokens.');
  });

  it('are reported as revoked when the response was lost, but the token is gone', () => {
    app = run([computer], '/administration/users/8/tokens', administrator);
    app.$http.whenGET('/api/user/8').respond(tom);
    app.$http.expectGET('/api/user/8/token').respond({ objects: [token] });
    app.flush();
    app.click(app.find('[aria-label="Revoke import"]'));
    app.$http.expectDELETE('/api/user/8/token/3').respond(-1, '');
    app.$http.whenGET('/api/user/8/token').respond({ objects: [] });
    app.click(app.find('.modal .btn-danger'));
    app.flush();
    expect(messages(app)).toContain('Token revoked. import');
  });
});
