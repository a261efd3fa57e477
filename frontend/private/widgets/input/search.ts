import { NgModelWrapper } from './ng-model-wrapper';
import template from './search.html?raw';

/** `<fl-search label="Search users" placeholder="…" ng-model="…">`: a search input, debounced. */
export const search: angular.IComponentOptions = {
  template,
  require: { model: 'ngModel' },
  bindings: { label: '@', placeholder: '@' },
  controller: NgModelWrapper,
};
