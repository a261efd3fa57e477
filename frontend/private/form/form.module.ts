import angular from 'angular';
import { field } from './field';
import fieldErrorTemplate from './field-error.html?raw';
import loadFailureTemplate from './load-failure.html?raw';
import { passwordDialog } from './password-dialog';
import { problem } from './problem';
import { submissions } from './submission';

/** What forms have in common: sending them, and saying what was refused. */
export const formModule = angular
  .module('flangular.form', [])
  .factory('submission', submissions)
  .component('flField', field)
  .component('flFieldError', { template: fieldErrorTemplate, bindings: { text: '<' } })
  .component('flProblem', problem)
  .component('flLoadFailure', {
    template: loadFailureTemplate,
    bindings: { failure: '<', loading: '<', lead: '@', onRetry: '&' },
  })
  .component('flPasswordDialog', passwordDialog).name;
