import angular from 'angular';
import { uiModule } from '../ui/ui.module';
import { field } from './field';
import fieldErrorTemplate from './field-error.html?raw';
import loadFailureTemplate from './load-failure.html?raw';
import { problem } from './problem';
import { submissions } from './submission';

/** What forms have in common: submitting them, and showing errors. */
export const formModule = angular
  .module('flangular.form', [uiModule])
  .factory('submission', submissions)
  .component('flField', field)
  .component('flFieldError', { template: fieldErrorTemplate, bindings: { text: '<' } })
  .component('flProblem', problem)
  .component('flLoadFailure', {
    template: loadFailureTemplate,
    bindings: { failure: '<', loading: '<', lead: '@', onRetry: '&' },
  }).name;
