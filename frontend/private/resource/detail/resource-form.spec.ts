import { describe, expect, it } from 'vitest';
import { printer } from '../../../test/printer';
import { computer } from '../../computer/computer';
import { ResourceForm } from './resource-form';

const row = { id: 1, processor: 'Z80', ram: null, power: '5 W' };

describe('ResourceForm', () => {
  it('sends the changed fields only', () => {
    const form = new ResourceForm(computer, row);
    expect(form.dirty).toBe(false);
    form.draft['power'] = '6 W';
    expect(form.changes()).toEqual({ power: '6 W' });
  });

  it('keeps NULL unless it is edited, and stores an emptied text as ""', () => {
    const form = new ResourceForm(computer, row);
    form.draft['ram'] = '1 GB';
    form.draft['ram'] = '';
    form.draft['power'] = '';
    expect(form.changes()).toEqual({ power: '' });
  });

  it('stores NULL again when a text is emptied whose save was lost', () => {
    const form = new ResourceForm(computer, row);
    form.draft['ram'] = '2 GB';
    const sent = { ...form.draft };
    form.draft['ram'] = '';
    form.acceptLate({ ...row, ram: '2 GB' }, sent);
    expect(form.changes()).toEqual({ ram: null });
    form.draft['ram'] = '3 GB';
    expect(form.changes()).toEqual({ ram: '3 GB' });
    form.accept({ ...row, ram: '3 GB' }, form.draft);
    form.draft['ram'] = '';
    expect(form.changes()).toEqual({ ram: '' });
  });

  it('stores NULL again when it is chosen in the conflict dialog', () => {
    const form = new ResourceForm(computer, row);
    form.resolve({ ...row, ram: '1 GB', power: '' }, { processor: 'Z80', ram: '', power: '5 W' });
    expect(form.changes()).toEqual({ ram: null, power: '5 W' });
  });

  it('keeps the input when it is rebased', () => {
    const form = new ResourceForm(computer, row);
    form.draft['ram'] = '2 GB';
    form.rebase({ ...row, ram: '1 GB', processor: 'Z80A' });
    expect(form.draft['ram']).toBe('2 GB');
    expect(form.draft['processor']).toBe('Z80A');
    expect(form.changes()).toEqual({ ram: '2 GB' });
  });

  it('warns about an invalid quantity, and allows saving it', () => {
    const form = new ResourceForm(computer, row);
    form.draft['power'] = '-5 W';
    expect(form.remark('power')?.tone).toBe('warning');
    expect(form.validateAll()).toBe(true);
    form.draft['ram'] = '64 GB';
    expect(form.remark('ram')).toEqual({ tone: 'ok', text: 'Read as 64 GiB' });
  });

  it('parses integers, and refuses other input', () => {
    const form = new ResourceForm(printer, { id: 1, name: 'Laser', location: null, pages: 7, colour: null });
    form.draft['pages'] = ' 1200 ';
    form.draft['colour'] = true;
    expect(form.changes()).toEqual({ pages: 1200, colour: true });
    for (const wrong of ['1.5', '1e3', 'many', '99999999999999999999']) {
      form.draft['pages'] = wrong;
      expect(form.validate('pages'), wrong).toBe(false);
    }
    form.draft['pages'] = '';
    expect(form.validateAll()).toBe(true);
    expect(form.changes()['pages']).toBeNull();
  });

  it('refuses an empty required field', () => {
    const form = new ResourceForm(printer);
    expect(form.validateAll()).toBe(false);
    expect(form.errors).toEqual({ name: 'Name must not be empty.' });
  });

  it('leaves out the empty fields of a new row', () => {
    const form = new ResourceForm(printer);
    form.draft['name'] = 'Laser';
    expect(form.allValues()).toEqual({ name: 'Laser', colour: false });
  });
});
