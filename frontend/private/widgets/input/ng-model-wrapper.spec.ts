import angular from 'angular';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestApplication, run } from '../../../test/application';
import { computer } from '../../computer/computer';

describe('NgModelWrapper', () => {
  let app: TestApplication;
  let $scope: angular.IScope & { size: number; seen: number[] };

  beforeEach(() => {
    app = run([computer], '/nowhere');
    app.flush();
    const place = app.find('#main');
    place.innerHTML =
      '<fl-select label="Size" options="options" ng-model="size" ng-change="seen.push(size)"></fl-select>';
    $scope = Object.assign(app.injector.get('$rootScope').$new(), {
      options: [10, 25, 50].map((value) => ({ value, label: `${value} rows` })),
      size: 25,
      seen: [],
    });
    app.injector.get('$compile')(angular.element(place).children())($scope);
    app.digest();
  });
  afterEach(() => app.stop());

  const select = () => app.find('[aria-label="Size"]') as HTMLSelectElement;
  const shown = () => select().selectedOptions[0]!.textContent;

  it('shows the value of the model, also after a change', () => {
    expect(app.texts('option')).toEqual(['10 rows', '25 rows', '50 rows']);
    expect(shown()).toBe('25 rows');
    $scope.size = 10;
    app.digest();
    expect(shown()).toBe('10 rows');
    expect($scope.seen).toEqual([]);
  });

  it('updates the model before it calls ng-change', () => {
    app.type(select(), 'number:50');
    expect($scope.size).toBe(50);
    expect($scope.seen).toEqual([50]);
  });
});
