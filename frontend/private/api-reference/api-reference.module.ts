import type { StateProvider } from '@uirouter/angularjs';
import uiRouter from '@uirouter/angularjs';
import angular from 'angular';
import { formModule } from '../form/form.module';
import { uiModule } from '../ui/ui.module';
import { apiReference } from './api-reference';

/** The page at /api-reference. */
export const apiReferenceModule = angular
  .module('flangular.apiReference', [uiRouter, formModule, uiModule])
  .component('flApiReference', apiReference)
  .config(states).name;

function states($stateProvider: StateProvider): void {
  $stateProvider.state('api-reference', {
    url: '/api-reference',
    component: 'flApiReference',
    data: { title: 'API' },
  });
}
states.$inject = ['$stateProvider'];
