import angular from 'angular';
import { accountModule } from './account/account.module';
import { administrationModule } from './administration/administration.module';
import { apiReferenceModule } from './api-reference/api-reference.module';
import type { ResourceDefinition } from './resource/define-resource';
import { resourceModule } from './resource/resource.module';
import { resourceStates } from './resource/resource.states';
import { shellModule } from './shell/shell.module';

/** Defines the AngularJS module of the application with the given resources. Returns its name. */
export function createApplication(resources: readonly ResourceDefinition[]): string {
  return angular
    .module('flangular', [shellModule, resourceModule, accountModule, administrationModule, apiReferenceModule])
    .constant('resources', resources)
    .config(resourceStates(resources))
    .config(browserSettings)
    .decorator('$browser', rootAsBase).name;
}

/**
 * Makes "/" the base of all links. The Content-Security-Policy forbids `<base>`, and without one UI-Router would use
 * the path of the first page.
 */
function rootAsBase($delegate: { baseHref(): string }): object {
  $delegate.baseHref = () => '/';
  return $delegate;
}
rootAsBase.$inject = ['$delegate'];

function browserSettings(
  $locationProvider: angular.ILocationProvider,
  $compileProvider: angular.ICompileProvider,
  $httpProvider: angular.IHttpProvider,
): void {
  // Without <base>: the page is served at every path, and the policy forbids base-uri.
  $locationProvider.html5Mode({ enabled: true, requireBase: false });
  $compileProvider.debugInfoEnabled(false);
  $compileProvider.commentDirectivesEnabled(false);
  $compileProvider.cssClassDirectivesEnabled(false);
  $httpProvider.useApplyAsync(false);
  // Not the default name, which another application on this host may use.
  $httpProvider.defaults.xsrfCookieName = '__Host-xsrf';
}
browserSettings.$inject = ['$locationProvider', '$compileProvider', '$httpProvider'];
