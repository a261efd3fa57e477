import { NgModelWrapper } from './ng-model-wrapper';
import template from './pager.html?raw';

/** `<fl-pager total="…" per-page="…" ng-model="$ctrl.page">`: the pagination of a list. */
export const pager: angular.IComponentOptions = {
  template,
  require: { model: 'ngModel' },
  bindings: { total: '<', perPage: '<' },
  controller: NgModelWrapper,
};
