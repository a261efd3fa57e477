import angular from 'angular';
import { Session } from './session';
import { sessionDialog } from './session-dialog';
import { sessionInterceptor } from './session-interceptor';

/** Who is logged in, and what happens when the session ends while the page is open. */
export const sessionModule = angular
  .module('flangular.session', [])
  .service('session', Session)
  .factory('sessionInterceptor', sessionInterceptor)
  .component('flSessionDialog', sessionDialog)
  .config(addInterceptor).name;

function addInterceptor($httpProvider: angular.IHttpProvider): void {
  $httpProvider.interceptors.push('sessionInterceptor');
}
addInterceptor.$inject = ['$httpProvider'];
