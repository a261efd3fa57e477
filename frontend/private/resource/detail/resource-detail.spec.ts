import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anna, type TestApplication, run } from '../../../test/application';
import { computer } from '../../computer/computer';

const row = { id: 12, processor: 'Z80', ram: null, power: '5 W' };

describe('the detail view', () => {
  let app: TestApplication;
  afterEach(() => app.stop());

  function open(url = '/computers/12'): void {
    app = run([computer], url);
    app.$http.whenGET(/^\/api\/computer\?/).respond({ num_results: 0, total_pages: 0, page: 1, objects: [] });
    if (url.endsWith('12')) app.$http.expectGET('/api/computer/12?with=change').respond(200, row, { ETag: '"3"' });
    app.flush();
  }

  const input = (name: string) => app.find(`#field-${name}`) as HTMLInputElement;
  const press = (label: string) => app.click(app.button(label));
  const submit = () => {
    app.find('.fl-form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    app.digest();
  };
  const dirty = () => app.all('.badge-warning').length > 0;

  it('saves the changed field with the version, and shows a toast', () => {
    open();
    expect(app.text('h1')).toBe('Z80');
    expect(app.button('Save').getAttribute('aria-disabled')).toBe('true');
    app.type(input('power'), '6 W');
    expect(app.text('.fl-edited')).toBe('was 5 W');
    expect(dirty()).toBe(true);
    app.$http
      .expectPUT('/api/computer/12?with=change', { power: '6 W' }, (headers) => headers!['If-Match'] === '"3"')
      .respond(200, { ...row, power: '6 W' }, { ETag: '"4"' });
    submit();
    app.flush();
    expect(dirty()).toBe(false);
    expect(app.text('.toast')).toContain('Computer saved.');
    // the next change is made on the new version
    app.type(input('power'), '7 W');
    app.$http
      .expectPUT('/api/computer/12?with=change', { power: '7 W' }, (headers) => headers!['If-Match'] === '"4"')
      .respond(200, row, { ETag: '"5"' });
    submit();
    app.flush();
  });

  it('does not trim the input', () => {
    open();
    app.type(input('power'), ' 6 W ');
    app.$http.expectPUT('/api/computer/12?with=change', { power: ' 6 W ' }).respond(200, row, { ETag: '"4"' });
    submit();
    app.flush();
  });

  it('saves with Ctrl+S', () => {
    open();
    app.type(input('power'), '6 W');
    app.$http.expectPUT('/api/computer/12?with=change', { power: '6 W' }).respond(200, row, { ETag: '"4"' });
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true, bubbles: true, cancelable: true }));
    app.flush();
    expect(dirty()).toBe(false);
  });

  it('adds a row, and goes to its URL', () => {
    open('/computers/new');
    app.type(input('processor'), 'Z80');
    app.$http.expectPOST('/api/computer?with=change', { processor: 'Z80' }).respond(201, row, { ETag: '"1"' });
    submit();
    app.flush();
    expect(app.injector.get('$location').url()).toBe('/computers/12');
    expect(app.text('.toast')).toContain('Computer added.');
    expect(app.text('.fl-meta')).toBe('computer 12');
    expect(document.title).toBe('Z80 – Flangular');
  });

  it('shows validation errors at the fields, and lists these fields above', () => {
    open();
    app.type(input('power'), 'x');
    app.$http
      .expectPUT('/api/computer/12?with=change')
      .respond(400, { message: 'v', validation_errors: { power: 'Power is refused.' } });
    submit();
    app.flush();
    expect(app.text('.fl-problem')).toBe('Not saved. One field needs a look: Power');
    expect(document.activeElement).toBe(app.find('.fl-problem'));
    expect(app.text('#field-power-error')).toBe('Power is refused.');
    expect(input('power').getAttribute('aria-invalid')).toBe('true');
    expect(input('power').value).toBe('x');
    app.click(app.find('.fl-problem a'));
    expect(document.activeElement).toBe(input('power'));
    app.type(input('power'), '6 W');
    expect(app.text('#field-power-error')).toBe('');
  });

  it('combines the label and the message of the server to a sentence', () => {
    open();
    app.type(input('power'), 'x');
    app.$http
      .expectPUT('/api/computer/12?with=change')
      .respond(400, { message: 'v', validation_errors: { power: 'must not be negative' } });
    submit();
    app.flush();
    expect(app.text('#field-power-error')).toBe('Power must not be negative.');
  });

  it.each([403, 413, 415, 428, 429, 500])('keeps the input when saving fails with %i', (status) => {
    open();
    app.type(input('power'), '6 W');
    app.$http.expectPUT('/api/computer/12?with=change').respond(status, { message: 'x' });
    submit();
    app.flush();
    expect(app.text('.fl-problem')).toMatch(/^Not saved\. .{10}/);
    expect(input('power').value).toBe('6 W');
    expect(dirty()).toBe(true);
  });

  describe('when another user has changed the row', () => {
    const theirs = { id: 12, processor: 'Z80', ram: '2 GB', power: '9 W' };

    function conflict(change = {}): void {
      open();
      app.type(input('power'), '6 W');
      app.$http
        .expectPUT('/api/computer/12?with=change')
        .respond(412, { message: 'x', current: { ...theirs, ...change }, current_version: 8 });
      submit();
      app.flush();
    }

    it('shows both versions, and saves the choice with the new version', () => {
      conflict();
      expect(app.all('.fl-cmp fieldset')).toHaveLength(2);
      expect(app.text('.fl-cmp-same')).toBe('Z80 same in both');
      expect(app.text('.fl-cmp-sum')).toBe('Will be saved: Z80, 2 GB, 6 W');
      app.$http
        .expectPUT('/api/computer/12?with=change', { power: '6 W' }, (headers) => headers!['If-Match'] === '"8"')
        .respond(200, { ...theirs, power: '6 W' }, { ETag: '"9"' });
      app.find('.modal form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      app.flush();
      expect(input('ram').value).toBe('2 GB');
      expect(dirty()).toBe(false);
    });

    it('says who changed it: another user, or the same one in another tab', () => {
      conflict({ _change: { version: 8, at: '2026-01-31T12:00:00Z', by: { id: anna.id + 1, name: 'Ben' } } });
      expect(app.text('.modal h2')).toBe('Someone else saved this computer while you were editing');
      press('Back to editing');
      app.stop();
      conflict({ _change: { version: 8, at: '2026-01-31T12:00:00Z', by: { id: anna.id, name: 'Anna' } } });
      expect(app.text('.modal h2')).toBe('You saved this computer while you were editing');
      expect(app.text('.modal')).toContain('another tab or window');
      expect(app.text('.modal')).not.toContain('Theirs');
    });

    it('sends nothing when the other version is chosen', () => {
      conflict();
      press('All theirs');
      app.find('.modal form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      app.flush();
      expect(input('power').value).toBe('9 W');
      expect(dirty()).toBe(false);
      expect(app.text('.toast')).toContain('Nothing left to save.');
    });

    it('goes back to editing, and keeps the input', () => {
      conflict();
      press('Back to editing');
      expect(app.all('.modal')).toHaveLength(0);
      expect(input('power').value).toBe('6 W');
      expect(dirty()).toBe(true);
    });
  });

  it('offers to save a deleted row as a new one', () => {
    open();
    app.type(input('power'), '6 W');
    app.$http.expectPUT('/api/computer/12?with=change').respond(404, {});
    submit();
    app.flush();
    expect(app.text('.fl-problem')).toContain('was deleted while you were editing');
    const copy = { ...row, id: 13, power: '6 W' };
    app.$http
      .expectPOST('/api/computer?with=change', { processor: 'Z80', power: '6 W' })
      .respond(201, copy, { ETag: '"1"' });
    expect(app.button('Save as new computer').getAttribute('type')).toBe('submit');
    submit();
    app.flush();
    expect(app.injector.get('$location').url()).toBe('/computers/13');
  });

  it('goes to the row that replaces a deleted one, also when the first response was lost', () => {
    open();
    app.type(input('power'), '6 W');
    app.$http.expectPUT('/api/computer/12?with=change').respond(404, {});
    submit();
    app.flush();
    app.$http.expectPOST('/api/computer?with=change').respond(-1, '');
    submit();
    app.flush();
    app.type(input('power'), '7 W');
    const copy = { ...row, id: 13, power: '6 W' };
    app.$http.expectPOST('/api/computer?with=change').respond(201, copy, { ETag: '"1"' });
    app.$http
      .expectPUT('/api/computer/13?with=change', { power: '7 W' })
      .respond(200, { ...copy, power: '7 W' }, { ETag: '"2"' });
    submit();
    app.flush();
    expect(app.injector.get('$location').url()).toBe('/computers/13');
    expect(app.text('.fl-meta')).toBe('computer 13');
    expect(input('power').value).toBe('7 W');
  });

  it('asks before unsaved changes are lost', () => {
    open();
    app.type(input('power'), '6 W');
    press('Cancel');
    expect(app.text('.modal')).toContain('Leave without saving?');
    press('Keep editing');
    expect(input('power').value).toBe('6 W');
    press('Cancel');
    press('Discard changes');
    app.flush();
    expect(app.text('h2')).toBe('No computers yet');
  });

  it('lets the browser ask before the tab is closed', () => {
    open();
    const clean = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(clean);
    expect(clean.defaultPrevented).toBe(false);
    app.type(input('power'), '6 W');
    const close = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(close);
    expect(close.defaultPrevented).toBe(true);
  });

  it('deletes after a confirmation, with the focus on "Keep it"', () => {
    open();
    press('Delete');
    expect(document.activeElement).toBe(app.button('Keep it'));
    expect(app.find('fl-shell').hasAttribute('inert')).toBe(true);
    app.$http
      .expectDELETE('/api/computer/12', (headers) => (headers as Record<string, string>)['If-Match'] === '"3"')
      .respond(204);
    press('Delete computer');
    app.flush();
    expect(app.find('fl-shell').hasAttribute('inert')).toBe(false);
    expect(app.text('.toast')).toContain('Computer deleted.');
    expect(app.injector.get('$location').url()).toBe('/computers');
  });

  it('does not delete a row that another user has changed', () => {
    open();
    press('Delete');
    app.$http
      .expectDELETE('/api/computer/12')
      .respond(412, { message: 'x', current: { ...row, ram: '1 GB' }, current_version: 4 });
    press('Delete computer');
    app.flush();
    expect(app.text('.fl-problem')).toContain('Not deleted. This computer was changed meanwhile.');
    // nothing was typed: the form shows what is stored now
    expect(input('ram').value).toBe('1 GB');
    expect(dirty()).toBe(false);
  });

  it('opens the conflict dialog for a changed field, after a deletion was refused', () => {
    open();
    app.type(input('ram'), '2 GB');
    press('Delete');
    const theirs = { message: 'x', current: { ...row, ram: '1 GB', power: '7 W' }, current_version: 4 };
    app.$http.expectDELETE('/api/computer/12').respond(412, theirs);
    press('Delete computer');
    app.flush();
    expect(app.text('.fl-problem')).toContain('Save or undo your own changes');
    app.$http
      .expectPUT('/api/computer/12?with=change', { ram: '2 GB' }, (headers) => headers!['If-Match'] === '"3"')
      .respond(412, theirs);
    submit();
    app.flush();
    expect(app.text('.modal')).toContain('1 GB');
  });

  it('repeats a new row with the same idempotency key until its value changes', () => {
    open('/computers/new');
    const keys: string[] = [];
    const lost = (type: string) => {
      app.type(input('processor'), type);
      app.$http
        .expectPOST('/api/computer?with=change', undefined, (headers) => keys.push(headers!['Idempotency-Key']!) > 0)
        .respond(-1, '');
      submit();
      app.flush();
    };
    lost('Z80');
    expect(app.text('.fl-problem')).toContain('Perhaps not saved. The server did not answer.');
    lost('Z80');
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
    // What was sent first may be stored: it is sent again, and the difference is a change of that row.
    app.type(input('processor'), 'Z81');
    app.$http
      .expectPOST(
        '/api/computer?with=change',
        { processor: 'Z80' },
        (headers) => headers!['Idempotency-Key'] === keys[0],
      )
      .respond(201, row, { ETag: '"1"' });
    app.$http
      .expectPUT('/api/computer/12?with=change', { processor: 'Z81' }, (headers) => headers!['If-Match'] === '"1"')
      .respond(200, { ...row, processor: 'Z81' }, { ETag: '"2"' });
    submit();
    app.flush();
    expect(app.injector.get('$location').url()).toBe('/computers/12');
    expect(app.text('h1')).toBe('Z81');
  });

  it('stores NULL in a field that is emptied after the response to a new row was lost', () => {
    open('/computers/new');
    app.type(input('processor'), 'Z80');
    app.type(input('ram'), '2 GB');
    app.$http.expectPOST('/api/computer?with=change', { processor: 'Z80', ram: '2 GB' }).respond(-1, '');
    submit();
    app.flush();
    app.type(input('ram'), '');
    app.$http
      .expectPOST('/api/computer?with=change', { processor: 'Z80', ram: '2 GB' })
      .respond(201, { ...row, ram: '2 GB' }, { ETag: '"1"' });
    app.$http
      .expectPUT('/api/computer/12?with=change', { ram: null })
      .respond(200, { ...row, ram: null }, { ETag: '"2"' });
    submit();
    app.flush();
    expect(input('ram').value).toBe('');
  });

  it('keeps input during a request', () => {
    open();
    app.type(input('power'), '6 W');
    app.$http
      .expectPUT('/api/computer/12?with=change', { power: '6 W' })
      .respond(200, { ...row, power: '6 W' }, { ETag: '"4"' });
    submit();
    app.type(input('power'), '65 W');
    app.type(input('ram'), '2 GB');
    app.flush();
    expect(app.text('.toast')).toContain('Computer saved.');
    expect(input('power').value).toBe('65 W');
    expect(input('ram').value).toBe('2 GB');
    expect(app.texts('.fl-edited')).toEqual(['was empty', 'was 6 W']);
    app.$http
      .expectPUT(
        '/api/computer/12?with=change',
        { ram: '2 GB', power: '65 W' },
        (headers) => headers!['If-Match'] === '"4"',
      )
      .respond(200, { ...row, ram: '2 GB', power: '65 W' }, { ETag: '"5"' });
    submit();
    app.flush();
    expect(dirty()).toBe(false);
  });

  it('keeps input and focus while a new row is added', () => {
    open('/computers/new');
    app.type(input('processor'), 'Z80');
    input('processor').focus();
    app.$http.expectPOST('/api/computer?with=change', { processor: 'Z80' }).respond(201, row, { ETag: '"1"' });
    submit();
    const field = input('processor');
    expect(field.readOnly).toBe(false);
    app.type(field, 'Z80 A');
    app.flush();
    expect(app.injector.get('$location').url()).toBe('/computers/12');
    expect(input('processor')).toBe(field);
    expect(document.activeElement).toBe(field);
    expect(field.value).toBe('Z80 A');
    expect(dirty()).toBe(true);
    app.$http
      .expectPUT('/api/computer/12?with=change', { processor: 'Z80 A' }, (headers) => headers!['If-Match'] === '"1"')
      .respond(200, { ...row, processor: 'Z80 A' }, { ETag: '"2"' });
    submit();
    app.flush();
    expect(dirty()).toBe(false);
  });

  it('shows the URL of an added row when leaving is cancelled', () => {
    open('/computers/new');
    app.type(input('processor'), 'Z80');
    app.$http.expectPOST('/api/computer?with=change', { processor: 'Z80' }).respond(201, row, { ETag: '"1"' });
    submit();
    app.type(input('processor'), 'Z80 A');
    press('Cancel');
    app.flush();
    press('Keep editing');
    expect(app.injector.get('$location').url()).toBe('/computers/12');
    expect(input('processor').value).toBe('Z80 A');
    app.$http
      .expectPUT('/api/computer/12?with=change', { processor: 'Z80 A' })
      .respond(200, { ...row, processor: 'Z80 A' }, { ETag: '"2"' });
    submit();
    app.flush();
    expect(app.texts('.toast').join()).toContain('Computer saved.');
  });

  it('directs key strokes after a message to the field', () => {
    open();
    app.type(input('power'), '6 W');
    input('power').focus();
    app.$http.expectPUT('/api/computer/12?with=change').respond(-1, '');
    submit();
    app.flush();
    expect(document.activeElement).toBe(app.find('.fl-problem'));
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'x', bubbles: true }));
    expect(document.activeElement).toBe(input('power'));
  });

  it('asks before another row is opened, and loads it', () => {
    open();
    app.type(input('power'), '6 W');
    app.go('/computers/13');
    press('Keep editing');
    expect(input('power').value).toBe('6 W');
    expect(app.injector.get('$location').url()).toBe('/computers/12');
    app.go('/computers/13');
    app.$http.expectGET('/api/computer/13?with=change').respond(200, { ...row, id: 13, power: '9 W' }, { ETag: '"1"' });
    press('Discard changes');
    app.flush();
    expect(input('power').value).toBe('9 W');
    app.go('/computers/new');
    app.flush();
    expect(app.text('h1')).toBe('Add computer');
    expect(input('power').value).toBe('');
    expect(document.title).toBe('Add computer – Flangular');
  });

  it('dismisses an open dialog instead of going back', () => {
    open();
    app.type(input('power'), '6 W');
    press('Delete');
    expect(app.text('.modal')).toContain('Delete this computer?');
    app.go('/computers');
    expect(app.all('.modal')).toHaveLength(0);
    expect(app.injector.get('$location').url()).toBe('/computers/12');
    app.go('/computers');
    expect(app.text('.modal')).toContain('Leave without saving?');
    app.go('/computers?page=2');
    expect(app.all('.modal')).toHaveLength(0);
    expect(app.injector.get('$location').url()).toBe('/computers/12');
    expect(input('power').value).toBe('6 W');
  });

  describe('when the response to a change was lost', () => {
    beforeEach(() => {
      open();
      app.type(input('power'), '6 W');
      app.$http.expectPUT('/api/computer/12?with=change', { power: '6 W' }).respond(-1, '');
      submit();
      app.flush();
      expect(app.text('.fl-problem')).toContain('Perhaps not saved.');
    });

    it('says before leaving that the change may have been saved', () => {
      press('Cancel');
      expect(app.text('.modal')).toContain('What you changed here may have been saved');
      press('Stay here');
      expect(input('power').value).toBe('6 W');
    });

    it('saves the old value when it is typed again', () => {
      app.type(input('power'), '5 W');
      expect(dirty()).toBe(true);
      app.$http
        .expectPUT('/api/computer/12?with=change', { power: '5 W' }, (headers) => headers!['If-Match'] === '"3"')
        .respond(412, { message: 'x', current: { ...row, power: '6 W' }, current_version: 4 });
      app.$http
        .whenPUT('/api/computer/12?with=change', { power: '5 W' }, (headers) => headers!['If-Match'] === '"4"')
        .respond(200, row, { ETag: '"5"' });
      submit();
      app.flush();
      expect(app.all('.modal')).toHaveLength(0);
      expect(dirty()).toBe(false);
      expect(input('power').value).toBe('5 W');
    });

    it('does not treat its own change as a conflict', () => {
      app.type(input('ram'), '2 GB');
      app.$http
        .expectPUT('/api/computer/12?with=change', { ram: '2 GB', power: '6 W' })
        .respond(412, { message: 'x', current: { ...row, power: '6 W' }, current_version: 4 });
      app.$http
        .whenPUT('/api/computer/12?with=change', { ram: '2 GB' }, (headers) => headers!['If-Match'] === '"4"')
        .respond(200, { ...row, ram: '2 GB', power: '6 W' }, { ETag: '"5"' });
      submit();
      app.flush();
      expect(app.all('.modal')).toHaveLength(0);
      expect(dirty()).toBe(false);
    });
  });

  describe('when it is left during a request', () => {
    it('waits, and does not ask when everything was saved', () => {
      open();
      app.type(input('power'), '6 W');
      app.$http.expectPUT('/api/computer/12?with=change').respond(200, { ...row, power: '6 W' }, { ETag: '"4"' });
      submit();
      press('Cancel');
      expect(app.all('.modal')).toHaveLength(0);
      expect(app.text('h1')).toBe('Z80');
      app.flush();
      expect(app.all('.modal')).toHaveLength(0);
      expect(app.text('h2')).toBe('No computers yet');
    });

    it('goes to the requested page after a new row was added', () => {
      open('/computers/new');
      app.type(input('processor'), 'Z80');
      app.$http.expectPOST('/api/computer?with=change').respond(201, row, { ETag: '"1"' });
      submit();
      press('Cancel');
      app.flush();
      expect(app.injector.get('$location').url()).toBe('/computers');
      expect(app.text('.toast')).toContain('Computer added.');
    });

    it('asks when the row was not saved', () => {
      open();
      app.type(input('power'), '6 W');
      app.$http.expectPUT('/api/computer/12?with=change').respond(503, { message: 'x' });
      submit();
      press('Cancel');
      app.flush();
      expect(app.text('.modal')).toContain('Leave without saving?');
      press('Keep editing');
      expect(input('power').value).toBe('6 W');
    });
  });

  it('keeps pasted line breaks', () => {
    open();
    const field = input('processor');
    field.setSelectionRange(1, 2);
    const paste = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(paste, { clipboardData: { getData: () => 'a\r\nb' } });
    field.dispatchEvent(paste);
    app.digest();
    expect(paste.defaultPrevented).toBe(true);
    expect(input('processor').tagName).toBe('TEXTAREA');
    expect(input('processor').value).toBe('Za\nb0');
  });

  it('stores NULL again when a field is emptied whose save was lost', () => {
    open();
    app.type(input('ram'), '2 GB');
    app.$http.expectPUT('/api/computer/12?with=change', { ram: '2 GB' }).respond(-1, '');
    submit();
    app.flush();
    app.type(input('ram'), '');
    app.$http
      .expectPUT('/api/computer/12?with=change', { ram: null }, (headers) => headers!['If-Match'] === '"3"')
      .respond(412, { message: 'x', current: { ...row, ram: '2 GB' }, current_version: 4 });
    app.$http
      .whenPUT('/api/computer/12?with=change', { ram: null }, (headers) => headers!['If-Match'] === '"4"')
      .respond(200, row, { ETag: '"5"' });
    submit();
    app.flush();
    expect(app.all('.modal')).toHaveLength(0);
    expect(dirty()).toBe(false);
    expect(input('ram').value).toBe('');
  });

  it('recognises its own change when the response was lost', () => {
    open();
    app.type(input('power'), '6 W');
    app.$http.expectPUT('/api/computer/12?with=change', { power: '6 W' }).respond(-1, '');
    submit();
    app.flush();
    app.$http
      .expectPUT('/api/computer/12?with=change', { power: '6 W' })
      .respond(412, { message: 'x', current: { ...row, power: '6 W' }, current_version: 4 });
    submit();
    app.flush();
    expect(app.all('.modal')).toHaveLength(0);
    expect(app.text('.toast')).toContain('Computer saved.');
    expect(dirty()).toBe(false);
  });

  it.each([
    [404, 'Computer deleted.'],
    [200, 'Not deleted. The server did not answer.'],
    [503, 'Perhaps not deleted.'],
  ])('checks whether the row exists when the response to its deletion was lost: %i', (status, text) => {
    open();
    press('Delete');
    app.$http.expectDELETE('/api/computer/12').respond(-1, '');
    app.$http.expectGET('/api/computer/12?with=change').respond(status, row, { ETag: '"3"' });
    press('Delete computer');
    app.flush();
    app.flush();
    expect(app.text('.toast')).toContain(text);
  });

  it('says before leaving that a new row may have been added', () => {
    open('/computers/new');
    app.type(input('processor'), 'Z80');
    app.$http.expectPOST('/api/computer?with=change').respond(-1, '');
    submit();
    app.flush();
    press('Cancel');
    expect(app.text('.modal')).toContain('What you changed here may have been saved');
  });

  describe('when the page becomes visible', () => {
    // Without it the session has ended.
    beforeEach(() => void (document.cookie = 'flangular-xsrf=token'));
    afterEach(() => void (document.cookie = 'flangular-xsrf=; expires=Thu, 01 Jan 1970 00:00:00 GMT'));

    const comeToFront = () => {
      document.dispatchEvent(new Event('visibilitychange'));
      app.digest();
    };

    it('reloads the row', () => {
      open();
      app.$http.expectGET('/api/computer/12?with=change').respond(200, { ...row, power: '6 W' }, { ETag: '"4"' });
      comeToFront();
      app.flush();
      expect(input('power').value).toBe('6 W');
      app.type(input('power'), '7 W');
      app.$http
        .expectPUT('/api/computer/12?with=change', { power: '7 W' }, (headers) => headers!['If-Match'] === '"4"')
        .respond(200, row, { ETag: '"5"' });
      submit();
      app.flush();
    });

    it('says that the row does not exist', () => {
      open();
      app.$http.expectGET('/api/computer/12?with=change').respond(404, {});
      comeToFront();
      app.flush();
      expect(app.text('h1')).toBe('This computer does not exist');
    });

    it('keeps input, also during the request', () => {
      open();
      app.$http.expectGET('/api/computer/12?with=change').respond(200, { ...row, power: '6 W' }, { ETag: '"4"' });
      comeToFront();
      app.type(input('power'), '7 W');
      app.flush();
      expect(input('power').value).toBe('7 W');
      comeToFront();
      app.$http.verifyNoOutstandingRequest();
    });

    it('keeps the row while a dialog is open', () => {
      open();
      press('Delete');
      comeToFront();
      app.$http.verifyNoOutstandingRequest();
    });

    it('keeps the row when it cannot be loaded', () => {
      open();
      app.$http.expectGET('/api/computer/12?with=change').respond(503, {});
      comeToFront();
      app.flush();
      expect(input('power').value).toBe('5 W');
    });
  });

  it('says that the row does not exist', () => {
    app = run([computer], '/computers/99');
    app.$http.expectGET('/api/computer/99?with=change').respond(404, {});
    app.flush();
    expect(app.text('h1')).toBe('This computer does not exist');
  });
});
