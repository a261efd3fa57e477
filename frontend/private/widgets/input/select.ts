import { NgModelWrapper } from './ng-model-wrapper';
import template from './select.html?raw';

/** `<fl-select label="Role" options="::$ctrl.roles" ng-model="…">`: a `<select>` of values with labels. */
export const select: angular.IComponentOptions = {
  template,
  require: { model: 'ngModel' },
  bindings: { label: '@', options: '<', small: '<' },
  controller: NgModelWrapper,
};
