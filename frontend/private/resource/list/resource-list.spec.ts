import { afterEach, describe, expect, it } from 'vitest';
import { type TestApplication, run, viewer } from '../../../test/application';
import { computer } from '../../computer/computer';

const row = (id: number) => ({ id, processor: `Z${id}`, ram: '64 GB', power: null });

function page(number: number, total: number, perPage = 25) {
  const first = (number - 1) * perPage + 1;
  const objects = Array.from({ length: Math.max(0, Math.min(perPage, total - first + 1)) }, (_, i) => row(first + i));
  return { num_results: total, total_pages: Math.ceil(total / perPage), page: number, objects };
}

describe('the list', () => {
  let app: TestApplication;
  afterEach(() => app.stop());

  function open(url: string): void {
    app = run([computer], url);
  }

  it('shows a page of rows with count, links and units', () => {
    open('/');
    app.$http.expectGET('/api/computer?page=1&results_per_page=25').respond(page(1, 1284));
    app.flush();
    expect(app.text('h1')).toBe('Computers 1,284');
    expect(app.all('tbody tr')).toHaveLength(25);
    expect(app.find('.fl-row-link').getAttribute('href')).toBe('/computers/1');
    expect(app.text('tbody tr')).toContain('64 GB');
    expect(app.text('.fl-unit')).toBe('GB');
    expect(app.text('.fl-range')).toBe('1–25 of 1,284');
  });

  it('shows quantities as they were typed, with or without a space', () => {
    open('/computers');
    const objects = ['64gb', '64 gb', '-5W', '1,5 kW'].map((ram, index) => ({ ...row(index + 1), ram }));
    app.$http
      .expectGET('/api/computer?page=1&results_per_page=25')
      .respond({ num_results: 4, total_pages: 1, page: 1, objects });
    app.flush();
    const shown = app.all('tbody tr').map((line) => line.querySelectorAll('td')[2]!.textContent!.replace(/\s+/g, ' '));
    for (const [index, { ram }] of objects.entries()) expect(shown[index]).toContain(` ${ram} `);
  });

  it('reads page and page size from the URL, and writes them to it', () => {
    open('/computers?page=3&per_page=10');
    app.$http.expectGET('/api/computer?page=3&results_per_page=10').respond(page(3, 100_000, 10));
    app.flush();
    expect(app.text('.fl-pager [aria-current]')).toBe('3');
    expect(app.all('.fl-pager .page-link').at(-3)!.textContent!.trim()).toBe('10,000');
    app.$http.expectGET('/api/computer?page=4&results_per_page=10').respond(page(4, 100_000, 10));
    app.click(app.find('[aria-label="Next page"]'));
    app.flush();
    expect(app.injector.get('$location').url()).toBe('/computers?page=4&per_page=10');
    expect(app.text('.fl-range')).toBe('31–40 of 100,000');
  });

  it('keeps the first row visible when the page size changes', () => {
    open('/computers?page=3');
    app.$http.expectGET('/api/computer?page=3&results_per_page=25').respond(page(3, 1284));
    app.flush();
    app.$http.expectGET('/api/computer?page=6&results_per_page=10').respond(page(6, 1284, 10));
    app.type(app.find('select'), 'number:10');
    app.flush();
    expect(app.text('.fl-range')).toBe('51–60 of 1,284');
  });

  it('ignores the response to an earlier page', () => {
    open('/computers?page=2');
    app.$http.expectGET('/api/computer?page=2&results_per_page=25').respond(page(2, 1284));
    app.digest();
    app.$http.expectGET('/api/computer?page=5&results_per_page=25').respond(page(5, 1284));
    app.go('/computers?page=5');
    app.$http.flush(1, 2);
    app.$http.flush();
    app.digest();
    expect(app.text('.fl-range')).toBe('101–125 of 1,284');
  });

  it('shows NULL, markup and braces as text', () => {
    open('/computers');
    const objects = [
      { id: 1, processor: null, ram: null, power: '' },
      { id: 2, processor: '<b>x</b>{{1+1}}', ram: '日本語 "x"', power: 'about a hundred' },
    ];
    app.$http.expectGET(/computer\?/).respond({ num_results: 2, total_pages: 1, page: 1, objects });
    app.flush();
    expect(app.text('tbody tr:nth-child(1)')).toBe('ID1 No processor, computer 1 RAM –empty Power –empty');
    expect(app.text('tbody tr:nth-child(2)')).toContain('<b>x</b>{{1+1}}');
    expect(app.text('tbody tr:nth-child(2)')).toContain('about a hundred');
  });

  it('says that the list is empty', () => {
    open('/computers');
    app.$http.expectGET(/computer\?/).respond(page(1, 0));
    app.flush();
    expect(app.text('h2')).toBe('No computers yet');
    app.click(app.button('Add computer'));
    expect(app.text('h1')).toBe('Add computer');
  });

  it('does not offer viewers to add a row', () => {
    app = run([computer], '/computers', viewer);
    app.$http.expectGET(/computer\?/).respond(page(1, 3));
    app.flush();
    expect(app.all('tbody tr')).toHaveLength(3);
    expect(app.text('main')).not.toContain('Add');
    app.stop();
    app = run([computer], '/computers', viewer);
    app.$http.expectGET(/computer\?/).respond(page(1, 0));
    app.flush();
    expect(app.text('main')).toContain('When somebody adds one, it appears here.');
    expect(app.text('main')).not.toContain('Add');
  });

  it('offers the last page when the page does not exist', () => {
    open('/computers?page=99');
    app.$http.expectGET(/page=99/).respond({ ...page(99, 60), objects: [] });
    app.flush();
    expect(app.text('h2')).toBe('There is no page 99');
    app.$http.expectGET(/page=3/).respond(page(3, 60));
    app.click(app.button('Show the last page'));
    app.flush();
    expect(app.text('.fl-range')).toBe('51–60 of 60');
  });

  it('shows a load error, and tries again', () => {
    open('/computers');
    app.$http.expectGET(/computer\?/).respond(500, { message: 'x', reference: '7f3a-91c2' });
    app.flush();
    expect(app.text('[role=alert]')).toContain('The computers could not be loaded');
    expect(app.text('[role=alert]')).toContain('reference 7f3a-91c2');
    app.$http.expectGET(/computer\?/).respond(page(1, 3));
    app.click(app.button('Try again'));
    app.flush();
    expect(app.all('tbody tr')).toHaveLength(3);
  });

  it('returns to the page that was left', () => {
    open('/computers?page=2');
    app.$http.expectGET(/page=2/).respond(page(2, 60));
    app.flush();
    app.$http.expectGET('/api/computer/26?with=change').respond(200, row(26), { ETag: '"1"' });
    app.click(app.find('tbody tr td:last-child'));
    app.flush();
    expect(app.text('h1')).toBe('Z26');
    app.$http.expectGET('/api/computer?page=2&results_per_page=25').respond(page(2, 60));
    app.click(app.find('.fl-crumbs a'));
    app.flush();
  });
});
