import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anna, type Running, run } from '../../../test/application';
import { computer } from '../../computer/computer';

const row = { id: 12, processor: 'Z80', ram: null, power: '5 W' };

describe('the detail view', () => {
  let app: Running;
  afterEach(() => app.stop());

  function open(url = '/computers/12'): void {
    app = run([computer], url);
    app.$http.whenGET(/^\/api\/computer\?/).respond({ num_results: 0, total_pages: 0, page: 1, objects: [] });
    if (url.endsWith('12')) app.$http.expectGET('/api/computer/12?with=change').respond(200, row, { ETag: '"3"' });
    app.answer();
  }

  const input = (name: string) => app.find(`#field-${name}`) as HTMLInputElement;
  const press = (label: string) => app.click(app.button(label));
  const submit = () => {
    app.find('.fl-form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    app.settle();
  };
  const dirty = () => app.all('.badge-warning').length > 0;

  it('saves the changed field with the version, and says so', () => {
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
    app.answer();
    expect(dirty()).toBe(false);
    expect(app.text('.toast')).toContain('Computer saved.');
    // the next change is made on the new version
    app.type(input('power'), '7 W');
    app.$http
      .expectPUT('/api/computer/12?with=change', { power: '7 W' }, (headers) => headers!['If-Match'] === '"4"')
      .respond(200, row, { ETag: '"5"' });
    submit();
    app.answer();
  });

  it('does not trim what is typed', () => {
    open();
    app.type(input('power'), ' 6 W ');
    app.$http.expectPUT('/api/computer/12?with=change', { power: ' 6 W ' }).respond(200, row, { ETag: '"4"' });
    submit();
    app.answer();
  });

  it('saves with Ctrl+S', () => {
    open();
    app.type(input('power'), '6 W');
    app.$http.expectPUT('/api/computer/12?with=change', { power: '6 W' }).respond(200, row, { ETag: '"4"' });
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true, bubbles: true, cancelable: true }));
    app.answer();
    expect(dirty()).toBe(false);
  });

  it('creates a row from what was filled in, and goes to it', () => {
    open('/computers/new');
    app.type(input('processor'), 'Z80');
    app.$http.expectPOST('/api/computer?with=change', { processor: 'Z80' }).respond(201, row, { ETag: '"1"' });
    submit();
    app.answer();
    expect(app.injector.get('$location').url()).toBe('/computers/12');
    expect(app.text('.toast')).toContain('Computer added.');
    expect(app.text('.fl-meta')).toBe('computer 12');
    expect(document.title).toBe('Z80 – Flangular');
  });

  it('puts the server’s reasons beside the fields and names them on top', () => {
    open();
    app.type(input('power'), 'x');
    app.$http
      .expectPUT('/api/computer/12?with=change')
      .respond(400, { message: 'v', validation_errors: { power: 'Power is refused.' } });
    submit();
    app.answer();
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

  it('makes a sentence of a reason that continues the name of the field', () => {
    open();
    app.type(input('power'), 'x');
    app.$http
      .expectPUT('/api/computer/12?with=change')
      .respond(400, { message: 'v', validation_errors: { power: 'must not be negative' } });
    submit();
    app.answer();
    expect(app.text('#field-power-error')).toBe('Power must not be negative.');
  });

  it.each([403, 413, 415, 428, 429, 500])('keeps what was typed when saving fails with %i', (status) => {
    open();
    app.type(input('power'), '6 W');
    app.$http.expectPUT('/api/computer/12?with=change').respond(status, { message: 'x' });
    submit();
    app.answer();
    expect(app.text('.fl-problem')).toMatch(/^Not saved\. .{10}/);
    expect(input('power').value).toBe('6 W');
    expect(dirty()).toBe(true);
  });

  describe('when someone else was faster', () => {
    const theirs = { id: 12, processor: 'Z80', ram: '2 GB', power: '9 W' };

    function conflict(change = {}): void {
      open();
      app.type(input('power'), '6 W');
      app.$http
        .expectPUT('/api/computer/12?with=change')
        .respond(412, { message: 'x', current: { ...theirs, ...change }, current_version: 8 });
      submit();
      app.answer();
    }

    it('shows both versions, and saves the choice on their version', () => {
      conflict();
      expect(app.all('.fl-cmp fieldset')).toHaveLength(2);
      expect(app.text('.fl-cmp-same')).toBe('Z80 same in both');
      expect(app.text('.fl-cmp-sum')).toBe('Will be saved: Z80, 2 GB, 6 W');
      app.$http
        .expectPUT('/api/computer/12?with=change', { power: '6 W' }, (headers) => headers!['If-Match'] === '"8"')
        .respond(200, { ...theirs, power: '6 W' }, { ETag: '"9"' });
      app.find('.modal form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      app.answer();
      expect(input('ram').value).toBe('2 GB');
      expect(dirty()).toBe(false);
    });

    it('says who it was: another, or the person in another tab', () => {
      conflict({ _change: { version: 8, at: '2026-01-31T12:00:00Z', by: { id: anna.id + 1, name: 'Ben' } } });
      expect(app.text('.modal h2')).toBe('Someone else saved this computer while you were editing');
      press('Back to editing');
      app.stop();
      conflict({ _change: { version: 8, at: '2026-01-31T12:00:00Z', by: { id: anna.id, name: 'Anna' } } });
      expect(app.text('.modal h2')).toBe('You saved this computer while you were editing');
      expect(app.text('.modal')).toContain('another tab or window');
      expect(app.text('.modal')).not.toContain('Theirs');
    });

    it('sends nothing when everything of theirs is kept', () => {
      conflict();
      press('All theirs');
      app.find('.modal form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      app.answer();
      expect(input('power').value).toBe('9 W');
      expect(dirty()).toBe(false);
      expect(app.text('.toast')).toContain('Nothing left to save.');
    });

    it('goes back to editing with nothing lost', () => {
      conflict();
      press('Back to editing');
      expect(app.all('.modal')).toHaveLength(0);
      expect(input('power').value).toBe('6 W');
      expect(dirty()).toBe(true);
    });
  });

  it('offers to save as new what was deleted meanwhile', () => {
    open();
    app.type(input('power'), '6 W');
    app.$http.expectPUT('/api/computer/12?with=change').respond(404, {});
    submit();
    app.answer();
    expect(app.text('.fl-problem')).toContain('was deleted while you were editing');
    const copy = { ...row, id: 13, power: '6 W' };
    app.$http
      .expectPOST('/api/computer?with=change', { processor: 'Z80', power: '6 W' })
      .respond(201, copy, { ETag: '"1"' });
    expect(app.button('Save as new computer').getAttribute('type')).toBe('submit');
    submit();
    app.answer();
    expect(app.injector.get('$location').url()).toBe('/computers/13');
  });

  it('goes to the row that takes the place of a deleted one, also when the first answer was lost', () => {
    open();
    app.type(input('power'), '6 W');
    app.$http.expectPUT('/api/computer/12?with=change').respond(404, {});
    submit();
    app.answer();
    app.$http.expectPOST('/api/computer?with=change').respond(-1, '');
    submit();
    app.answer();
    app.type(input('power'), '7 W');
    const copy = { ...row, id: 13, power: '6 W' };
    app.$http.expectPOST('/api/computer?with=change').respond(201, copy, { ETag: '"1"' });
    app.$http
      .expectPUT('/api/computer/13?with=change', { power: '7 W' })
      .respond(200, { ...copy, power: '7 W' }, { ETag: '"2"' });
    submit();
    app.answer();
    expect(app.injector.get('$location').url()).toBe('/computers/13');
    expect(app.text('.fl-meta')).toBe('computer 13');
    expect(input('power').value).toBe('7 W');
  });

  it('asks before unsaved work is left', () => {
    open();
    app.type(input('power'), '6 W');
    press('Cancel');
    expect(app.text('.modal')).toContain('Leave without saving?');
    press('Keep editing');
    expect(input('power').value).toBe('6 W');
    press('Cancel');
    press('Discard changes');
    app.answer();
    expect(app.text('h2')).toBe('No computers yet');
  });

  it('lets the browser ask when the tab is closed', () => {
    open();
    const clean = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(clean);
    expect(clean.defaultPrevented).toBe(false);
    app.type(input('power'), '6 W');
    const close = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(close);
    expect(close.defaultPrevented).toBe(true);
  });

  it('deletes after a confirmation whose first focus is harmless', () => {
    open();
    press('Delete');
    expect(document.activeElement).toBe(app.button('Keep it'));
    expect(app.find('fl-shell').hasAttribute('inert')).toBe(true);
    app.$http
      .expectDELETE('/api/computer/12', (headers) => (headers as Record<string, string>)['If-Match'] === '"3"')
      .respond(204);
    press('Delete computer');
    app.answer();
    expect(app.find('fl-shell').hasAttribute('inert')).toBe(false);
    expect(app.text('.toast')).toContain('Computer deleted.');
    expect(app.injector.get('$location').url()).toBe('/computers');
  });

  it('does not delete what someone else has changed', () => {
    open();
    press('Delete');
    app.$http
      .expectDELETE('/api/computer/12')
      .respond(412, { message: 'x', current: { ...row, ram: '1 GB' }, current_version: 4 });
    press('Delete computer');
    app.answer();
    expect(app.text('.fl-problem')).toContain('Not deleted. This computer was changed meanwhile.');
    // nothing was typed: the form shows what is stored now
    expect(input('ram').value).toBe('1 GB');
    expect(dirty()).toBe(false);
  });

  it('asks about a value that was typed over someone else’s, after a deletion was refused', () => {
    open();
    app.type(input('ram'), '2 GB');
    press('Delete');
    const theirs = { message: 'x', current: { ...row, ram: '1 GB', power: '7 W' }, current_version: 4 };
    app.$http.expectDELETE('/api/computer/12').respond(412, theirs);
    press('Delete computer');
    app.answer();
    expect(app.text('.fl-problem')).toContain('Save or undo your own changes');
    app.$http
      .expectPUT('/api/computer/12?with=change', { ram: '2 GB' }, (headers) => headers!['If-Match'] === '"3"')
      .respond(412, theirs);
    submit();
    app.answer();
    expect(app.text('.modal')).toContain('1 GB');
  });

  it('sends a new row again with the same key until its value changes', () => {
    open('/computers/new');
    const keys: string[] = [];
    const lost = (type: string) => {
      app.type(input('processor'), type);
      app.$http
        .expectPOST('/api/computer?with=change', undefined, (headers) => keys.push(headers!['Idempotency-Key']!) > 0)
        .respond(-1, '');
      submit();
      app.answer();
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
    app.answer();
    expect(app.injector.get('$location').url()).toBe('/computers/12');
    expect(app.text('h1')).toBe('Z81');
  });

  it('leaves a field NULL that was emptied after a new row was sent and its answer was lost', () => {
    open('/computers/new');
    app.type(input('processor'), 'Z80');
    app.type(input('ram'), '2 GB');
    app.$http.expectPOST('/api/computer?with=change', { processor: 'Z80', ram: '2 GB' }).respond(-1, '');
    submit();
    app.answer();
    app.type(input('ram'), '');
    app.$http
      .expectPOST('/api/computer?with=change', { processor: 'Z80', ram: '2 GB' })
      .respond(201, { ...row, ram: '2 GB' }, { ETag: '"1"' });
    app.$http
      .expectPUT('/api/computer/12?with=change', { ram: null })
      .respond(200, { ...row, ram: null }, { ETag: '"2"' });
    submit();
    app.answer();
    expect(input('ram').value).toBe('');
  });

  it('keeps what is typed while the answer is awaited', () => {
    open();
    app.type(input('power'), '6 W');
    app.$http
      .expectPUT('/api/computer/12?with=change', { power: '6 W' })
      .respond(200, { ...row, power: '6 W' }, { ETag: '"4"' });
    submit();
    app.type(input('power'), '65 W');
    app.type(input('ram'), '2 GB');
    app.answer();
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
    app.answer();
    expect(dirty()).toBe(false);
  });

  it('keeps what is typed while a new row is added, and the focus', () => {
    open('/computers/new');
    app.type(input('processor'), 'Z80');
    input('processor').focus();
    app.$http.expectPOST('/api/computer?with=change', { processor: 'Z80' }).respond(201, row, { ETag: '"1"' });
    submit();
    const field = input('processor');
    expect(field.readOnly).toBe(false);
    app.type(field, 'Z80 A');
    app.answer();
    expect(app.injector.get('$location').url()).toBe('/computers/12');
    expect(input('processor')).toBe(field);
    expect(document.activeElement).toBe(field);
    expect(field.value).toBe('Z80 A');
    expect(dirty()).toBe(true);
    app.$http
      .expectPUT('/api/computer/12?with=change', { processor: 'Z80 A' }, (headers) => headers!['If-Match'] === '"1"')
      .respond(200, { ...row, processor: 'Z80 A' }, { ETag: '"2"' });
    submit();
    app.answer();
    expect(dirty()).toBe(false);
  });

  it('gives an added row its URL when somebody stays who was about to leave', () => {
    open('/computers/new');
    app.type(input('processor'), 'Z80');
    app.$http.expectPOST('/api/computer?with=change', { processor: 'Z80' }).respond(201, row, { ETag: '"1"' });
    submit();
    app.type(input('processor'), 'Z80 A');
    press('Cancel');
    app.answer();
    press('Keep editing');
    expect(app.injector.get('$location').url()).toBe('/computers/12');
    expect(input('processor').value).toBe('Z80 A');
    app.$http
      .expectPUT('/api/computer/12?with=change', { processor: 'Z80 A' })
      .respond(200, { ...row, processor: 'Z80 A' }, { ETag: '"2"' });
    submit();
    app.answer();
    expect(app.texts('.toast').join()).toContain('Computer saved.');
  });

  it('takes what is typed on after a message for the field', () => {
    open();
    app.type(input('power'), '6 W');
    input('power').focus();
    app.$http.expectPUT('/api/computer/12?with=change').respond(-1, '');
    submit();
    app.answer();
    expect(document.activeElement).toBe(app.find('.fl-problem'));
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'x', bubbles: true }));
    expect(document.activeElement).toBe(input('power'));
  });

  it('asks before another row takes the place of the edited one, and loads that', () => {
    open();
    app.type(input('power'), '6 W');
    app.go('/computers/13');
    press('Keep editing');
    expect(input('power').value).toBe('6 W');
    expect(app.injector.get('$location').url()).toBe('/computers/12');
    app.go('/computers/13');
    app.$http.expectGET('/api/computer/13?with=change').respond(200, { ...row, id: 13, power: '9 W' }, { ETag: '"1"' });
    press('Discard changes');
    app.answer();
    expect(input('power').value).toBe('9 W');
    app.go('/computers/new');
    app.answer();
    expect(app.text('h1')).toBe('Add computer');
    expect(input('power').value).toBe('');
    expect(document.title).toBe('Add computer – Flangular');
  });

  it('stays, as with Esc, when somebody goes back while a dialog is open', () => {
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

  describe('when the answer to a change was lost', () => {
    beforeEach(() => {
      open();
      app.type(input('power'), '6 W');
      app.$http.expectPUT('/api/computer/12?with=change', { power: '6 W' }).respond(-1, '');
      submit();
      app.answer();
      expect(app.text('.fl-problem')).toContain('Perhaps not saved.');
    });

    it('says that it may have been saved before it is left', () => {
      press('Cancel');
      expect(app.text('.modal')).toContain('What you changed here may have been saved');
      press('Stay here');
      expect(input('power').value).toBe('6 W');
    });

    it('saves the old value again when that is typed back', () => {
      app.type(input('power'), '5 W');
      expect(dirty()).toBe(true);
      app.$http
        .expectPUT('/api/computer/12?with=change', { power: '5 W' }, (headers) => headers!['If-Match'] === '"3"')
        .respond(412, { message: 'x', current: { ...row, power: '6 W' }, current_version: 4 });
      app.$http
        .whenPUT('/api/computer/12?with=change', { power: '5 W' }, (headers) => headers!['If-Match'] === '"4"')
        .respond(200, row, { ETag: '"5"' });
      submit();
      app.answer();
      expect(app.all('.modal')).toHaveLength(0);
      expect(dirty()).toBe(false);
      expect(input('power').value).toBe('5 W');
    });

    it('takes its own change for no conflict', () => {
      app.type(input('ram'), '2 GB');
      app.$http
        .expectPUT('/api/computer/12?with=change', { ram: '2 GB', power: '6 W' })
        .respond(412, { message: 'x', current: { ...row, power: '6 W' }, current_version: 4 });
      app.$http
        .whenPUT('/api/computer/12?with=change', { ram: '2 GB' }, (headers) => headers!['If-Match'] === '"4"')
        .respond(200, { ...row, ram: '2 GB', power: '6 W' }, { ETag: '"5"' });
      submit();
      app.answer();
      expect(app.all('.modal')).toHaveLength(0);
      expect(dirty()).toBe(false);
    });
  });

  describe('when it is left while the answer is awaited', () => {
    it('waits, and asks nothing when all was saved', () => {
      open();
      app.type(input('power'), '6 W');
      app.$http.expectPUT('/api/computer/12?with=change').respond(200, { ...row, power: '6 W' }, { ETag: '"4"' });
      submit();
      press('Cancel');
      expect(app.all('.modal')).toHaveLength(0);
      expect(app.text('h1')).toBe('Z80');
      app.answer();
      expect(app.all('.modal')).toHaveLength(0);
      expect(app.text('h2')).toBe('No computers yet');
    });

    it('goes where the person wants after a new row was added', () => {
      open('/computers/new');
      app.type(input('processor'), 'Z80');
      app.$http.expectPOST('/api/computer?with=change').respond(201, row, { ETag: '"1"' });
      submit();
      press('Cancel');
      app.answer();
      expect(app.injector.get('$location').url()).toBe('/computers');
      expect(app.text('.toast')).toContain('Computer added.');
    });

    it('asks when it was not saved', () => {
      open();
      app.type(input('power'), '6 W');
      app.$http.expectPUT('/api/computer/12?with=change').respond(503, { message: 'x' });
      submit();
      press('Cancel');
      app.answer();
      expect(app.text('.modal')).toContain('Leave without saving?');
      press('Keep editing');
      expect(input('power').value).toBe('6 W');
    });
  });

  it('keeps the line breaks of what is pasted', () => {
    open();
    const field = input('processor');
    field.setSelectionRange(1, 2);
    const paste = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(paste, { clipboardData: { getData: () => 'a\r\nb' } });
    field.dispatchEvent(paste);
    app.settle();
    expect(paste.defaultPrevented).toBe(true);
    expect(input('processor').tagName).toBe('TEXTAREA');
    expect(input('processor').value).toBe('Za\nb0');
  });

  it('stores NULL again when a field is emptied whose save was lost', () => {
    open();
    app.type(input('ram'), '2 GB');
    app.$http.expectPUT('/api/computer/12?with=change', { ram: '2 GB' }).respond(-1, '');
    submit();
    app.answer();
    app.type(input('ram'), '');
    app.$http
      .expectPUT('/api/computer/12?with=change', { ram: null }, (headers) => headers!['If-Match'] === '"3"')
      .respond(412, { message: 'x', current: { ...row, ram: '2 GB' }, current_version: 4 });
    app.$http
      .expectPUT('/api/computer/12?with=change', { ram: null }, (headers) => headers!['If-Match'] === '"4"')
      .respond(200, row, { ETag: '"5"' });
    submit();
    app.answer();
    app.answer();
    expect(app.all('.modal')).toHaveLength(0);
    expect(dirty()).toBe(false);
    app.$http.verifyNoOutstandingExpectation();
  });

  it('recognises its own change when the answer was lost', () => {
    open();
    app.type(input('power'), '6 W');
    app.$http.expectPUT('/api/computer/12?with=change', { power: '6 W' }).respond(-1, '');
    submit();
    app.answer();
    app.$http
      .expectPUT('/api/computer/12?with=change', { power: '6 W' })
      .respond(412, { message: 'x', current: { ...row, power: '6 W' }, current_version: 4 });
    submit();
    app.answer();
    expect(app.all('.modal')).toHaveLength(0);
    expect(app.text('.toast')).toContain('Computer saved.');
    expect(dirty()).toBe(false);
  });

  it.each([
    [404, 'Computer deleted.'],
    [200, 'Not deleted. The server did not answer.'],
    [503, 'Perhaps not deleted.'],
  ])('looks whether a row is gone when the answer to its deletion was lost: %i', (status, text) => {
    open();
    press('Delete');
    app.$http.expectDELETE('/api/computer/12').respond(-1, '');
    app.$http.expectGET('/api/computer/12?with=change').respond(status, row, { ETag: '"3"' });
    press('Delete computer');
    app.answer();
    app.answer();
    expect(app.text('.toast')).toContain(text);
  });

  it('says that a new row may have been added before it is left', () => {
    open('/computers/new');
    app.type(input('processor'), 'Z80');
    app.$http.expectPOST('/api/computer?with=change').respond(-1, '');
    submit();
    app.answer();
    press('Cancel');
    expect(app.text('.modal')).toContain('What you changed here may have been saved');
  });

  describe('when its page comes to the front again', () => {
    // Without it the session has ended.
    beforeEach(() => void (document.cookie = 'flangular-xsrf=token'));
    afterEach(() => void (document.cookie = 'flangular-xsrf=; expires=Thu, 01 Jan 1970 00:00:00 GMT'));

    const comeToFront = () => {
      document.dispatchEvent(new Event('visibilitychange'));
      app.settle();
    };

    it('reads the row again', () => {
      open();
      app.$http.expectGET('/api/computer/12?with=change').respond(200, { ...row, power: '6 W' }, { ETag: '"4"' });
      comeToFront();
      app.answer();
      expect(input('power').value).toBe('6 W');
      app.type(input('power'), '7 W');
      app.$http
        .expectPUT('/api/computer/12?with=change', { power: '7 W' }, (headers) => headers!['If-Match'] === '"4"')
        .respond(200, row, { ETag: '"5"' });
      submit();
      app.answer();
    });

    it('says that the row is gone', () => {
      open();
      app.$http.expectGET('/api/computer/12?with=change').respond(404, {});
      comeToFront();
      app.answer();
      expect(app.text('h1')).toBe('This computer does not exist');
    });

    it('keeps what is typed, also while the answer is awaited', () => {
      open();
      app.$http.expectGET('/api/computer/12?with=change').respond(200, { ...row, power: '6 W' }, { ETag: '"4"' });
      comeToFront();
      app.type(input('power'), '7 W');
      app.answer();
      expect(input('power').value).toBe('7 W');
      comeToFront();
      app.$http.verifyNoOutstandingRequest();
    });

    it('keeps the row that a dialog asks about', () => {
      open();
      press('Delete');
      comeToFront();
      app.$http.verifyNoOutstandingRequest();
    });

    it('keeps the row when it cannot be read', () => {
      open();
      app.$http.expectGET('/api/computer/12?with=change').respond(503, {});
      comeToFront();
      app.answer();
      expect(input('power').value).toBe('5 W');
    });
  });

  it('says so when there is no such row', () => {
    app = run([computer], '/computers/99');
    app.$http.expectGET('/api/computer/99?with=change').respond(404, {});
    app.answer();
    expect(app.text('h1')).toBe('This computer does not exist');
  });
});
