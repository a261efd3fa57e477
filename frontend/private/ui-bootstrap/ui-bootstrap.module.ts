import angular from 'angular';
import 'angular-ui-bootstrap/src/modal/index-nocss.js';
import 'angular-ui-bootstrap/src/pagination/index.js';
import { pageInert } from './page-inert';
import paginationTemplate from './pagination.html?raw';
import windowTemplate from './window.html?raw';

/**
 * Pagination and modal of angular-ui-bootstrap, which is made for Bootstrap 3. Their templates are replaced by markup
 * of Bootstrap 5. Directives of the same names correct attributes that the library sets in code.
 */
export const uiBootstrapModule = angular
  .module('flangular.ui-bootstrap', ['ui.bootstrap.module.modal', 'ui.bootstrap.module.pagination'])
  .config(settings)
  .run(replaceTemplates)
  .directive('uibPagination', () => ({
    // The library sets role="menu", which is wrong for a list of buttons.
    link: (_scope: angular.IScope, element: JQLite) => void element.removeAttr('role'),
  }))
  .directive('uibModalWindow', () => ({
    link: (scope: angular.IScope, element: JQLite) => pageInert(scope, element[0]!),
  })).name;

function settings($uibModalProvider: angular.ui.bootstrap.IModalProvider): void {
  // CSS animates the dialogs. A click outside of a dialog must not discard input.
  $uibModalProvider.options = { animation: false, backdrop: 'static', keyboard: true };
}
settings.$inject = ['$uibModalProvider'];

function replaceTemplates($templateCache: angular.ITemplateCacheService): void {
  $templateCache.put('uib/template/pagination/pagination.html', paginationTemplate);
  $templateCache.put('uib/template/modal/window.html', windowTemplate);
}
replaceTemplates.$inject = ['$templateCache'];
