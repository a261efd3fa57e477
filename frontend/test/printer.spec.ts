import { afterEach, describe, expect, it } from 'vitest';
import { type TestApplication, run, viewer } from './application';
import { resources } from './resources';

const laser = { id: 1, name: 'Laser', location: null, pages: 12345, colour: true };

describe('a second resource, from its declaration only', () => {
  let app: TestApplication;
  afterEach(() => app.stop());

  it('has a menu item and a list', () => {
    app = run(resources, '/example-printers');
    const objects = [laser, { id: 2, name: 'Ink', location: 'Room 3', pages: null, colour: null }];
    app.$http
      .expectGET('/api/example_printer?page=1&results_per_page=25')
      .respond({ num_results: 2, total_pages: 1, page: 1, objects });
    app.flush();
    const menu = app.all('.fl-nav-link').map((link) => link.textContent);
    expect(menu).toHaveLength(resources.length);
    expect(menu.at(-1)).toBe('Printers');
    expect(app.text('.fl-nav-link[aria-current]')).toBe('Printers');
    expect(app.all('th').map((head) => head.textContent!.trim())).toEqual([
      'ID',
      'Name',
      'Location',
      'Pages',
      'Colour',
    ]);
    expect(app.text('tbody tr:nth-child(1)')).toBe('ID1 Laser, printer 1 Location –empty Pages 12,345 Colour Yes');
    expect(app.text('tbody tr:nth-child(2)')).toBe('ID2 Ink, printer 2 Location Room 3 Pages –empty Colour –empty');
  });

  it('has a detail view with an input for every kind of field', () => {
    app = run(resources, '/example-printers/1');
    app.$http.expectGET('/api/example_printer/1?with=change').respond(200, laser, { ETag: '"1"' });
    app.flush();
    expect(app.text('h1')).toBe('Laser');
    app.type(app.find('#field-pages'), '12400');
    app.click(app.find('#field-colour'));
    expect(app.all('.fl-edited').map((hint) => hint.textContent)).toEqual(['was 12345', 'was Yes']);
    app.$http
      .expectPUT('/api/example_printer/1?with=change', { pages: 12400, colour: false })
      .respond(200, { ...laser, pages: 12400, colour: false }, { ETag: '"2"' });
    app.find('.fl-form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    app.flush();
    expect(app.text('.toast')).toContain('Printer saved. Laser');
  });

  it('is read-only for viewers', () => {
    app = run(resources, '/example-printers/1', viewer);
    app.$http.expectGET('/api/example_printer/1?with=change').respond(200, laser, { ETag: '"1"' });
    app.flush();
    expect(app.all('.fl-form .form-control').every((input) => (input as HTMLInputElement).readOnly)).toBe(true);
    expect((app.find('#field-colour') as HTMLInputElement).disabled).toBe(true);
    expect(app.all('.fl-form button, .fl-head-actions button')).toHaveLength(0);
    expect(app.text('.fl-form-note')).toBe('You may see this, but not change it.');
    app.submit(app.find('#field-name'));
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true, bubbles: true, cancelable: true }));
    app.digest();
    app.$http.verifyNoOutstandingRequest();
    app.go('/example-printers/new');
    expect(app.text('h1')).toBe('You may not see this page');
  });

  it('refuses a new row without the required name', () => {
    app = run(resources, '/example-printers/new');
    app.flush();
    app.find('.fl-form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    app.flush();
    expect(app.text('.fl-problem')).toBe('Not saved. One field needs a look: Name');
    expect(app.text('#field-name-error')).toBe('Name must not be empty.');
  });
});
