import { administrator, anna, type TestApplication, run } from '../../test/application';
import { computer } from '../computer/computer';
import type { ManagedUser } from './users/user-service';

export const own: ManagedUser = {
  id: anna.id,
  email: anna.email,
  name: anna.name,
  role: 'administrator',
  status: 'active',
  second_factor: false,
  created: '2026-01-02T10:00:00Z',
  last_seen: '2026-01-02T12:00:00Z',
};
export const tom: ManagedUser = {
  ...own,
  id: 8,
  email: 'tom@example.org',
  name: 'Tom Beck',
  role: 'editor',
  second_factor: true,
};
export const sofia: ManagedUser = {
  ...own,
  id: 9,
  email: 'sofia@example.org',
  name: null,
  role: 'viewer',
  status: 'invited',
  last_seen: null,
};
export const link = {
  url: 'https://example.org/login/password#code',
  purpose: 'invitation',
  ends: '2026-01-05T10:00:00Z',
  mailed: false,
};

/** The response with a single page of these users. */
export const page = (...objects: ManagedUser[]) => ({ num_results: objects.length, page: 1, total_pages: 1, objects });

/** Opens the list of these users. */
export function openUsers(...users: ManagedUser[]): TestApplication {
  const app = run([computer], '/administration/users', administrator);
  app.$http.expectGET('/api/user?page=1&results_per_page=25').respond(page(...users));
  app.flush();
  return app;
}

/** The text of all toasts and error messages. */
export const messages = (app: TestApplication) => app.texts('.toast, .fl-problem').join(' ');
