import angular from 'angular';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestApplication, run } from '../../test/application';
import { computer } from '../computer/computer';
import type { Submission, Submissions } from './submission';

describe('fl-field', () => {
  let app: TestApplication;
  let form: Submission;
  const input = () => app.find('#name') as HTMLInputElement;

  beforeEach(() => {
    app = run([computer], '/nowhere');
    app.flush();
  });
  afterEach(() => app.stop());

  function show(attributes: string, inner = ''): void {
    const place = app.find('#main');
    place.innerHTML = `<fl-field form="form" field="name" ${attributes}>
      <input id="name" type="text" ng-model="name" aria-describedby="count" />${inner}</fl-field>`;
    form = app.injector.get<Submissions>('submission')(angular.element(place), { name: 'Name' });
    const $scope = Object.assign(app.injector.get('$rootScope').$new(), { form, name: 'Anna' });
    app.injector.get('$compile')(angular.element(place).children())($scope);
    app.digest();
  }

  it('labels and describes its input', () => {
    show('label="Name" help="What others see."', '<p id="count">4 characters</p>');
    expect((app.find('label') as HTMLLabelElement).htmlFor).toBe('name');
    expect(app.text('label')).toBe('Name');
    expect(input().getAttribute('aria-describedby')).toBe('name-error count name-help');
    expect(app.text('#name-help')).toBe('What others see.');
  });

  it('says that it is optional', () => {
    show('label="Name" optional="true"');
    expect(app.text('label')).toBe('Name (can be left out)');
  });

  it('has no label and help text without these attributes', () => {
    show('');
    expect(app.all('fl-field label, #name-help')).toEqual([]);
    expect(input().getAttribute('aria-describedby')).toBe('name-error count');
  });

  it('shows the error with the focus until the input is edited', () => {
    show('label="Name"');
    expect(input().hasAttribute('aria-invalid')).toBe(false);
    form.validate({ name: 'Enter a name.' });
    app.digest();
    expect(app.text('#name-error')).toBe('Enter a name.');
    expect(input().getAttribute('aria-invalid')).toBe('true');
    expect(input().classList).toContain('is-invalid');
    expect(document.activeElement).toBe(input());
    app.type(input(), 'Anna R.');
    expect(app.text('#name-error')).toBe('');
    expect(input().hasAttribute('aria-invalid')).toBe(false);
    expect(input().classList).not.toContain('is-invalid');
  });
});
