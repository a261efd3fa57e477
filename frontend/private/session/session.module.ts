import angular from 'angular';
import { formModule } from '../form/form.module';
import { uiModule } from '../ui/ui.module';
import { passwordDialog } from './password-dialog';
import { Session } from './session';
import { sessionDialog } from './session-dialog';
import { sessionInterceptor } from './session-interceptor';

/** The user who is logged in, and logging in again when the session ends while the page is open. */
export const sessionModule = angular
  .module('flangular.session', [formModule, uiModule])
  .service('session', Session)
  .factory('sessionInterceptor', sessionInterceptor)
  .component('flPasswordDialog', passwordDialog)
  .component('flSessionDialog', sessionDialog)
  .config(addInterceptor).name;

function addInterceptor($httpProvider: angular.IHttpProvider): void {
  $httpProvider.interceptors.push('sessionInterceptor');
}
addInterceptor.$inject = ['$httpProvider'];
