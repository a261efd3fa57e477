import angular from 'angular';
import 'angular-ui-bootstrap/src/modal/index-nocss.js';
import 'angular-ui-bootstrap/src/pagination/index.js';
import { pageInert } from './page-inert';
import paginationTemplate from './pagination.html?raw';
import windowTemplate from './window.html?raw';

/**
 * Pagination and modal of angular-ui-bootstrap, which writes Bootstrap 3. Their templates are replaced by
 * Bootstrap 5 markup, and what stands in their code is put right by directives of the same name.
 */
export const uiBootstrapModule = angular
  .module('flangular.ui-bootstrap', ['ui.bootstrap.module.modal', 'ui.bootstrap.module.pagination'])
  .config(settings)
  .run(replaceTemplates)
  .directive('uibPagination', () => ({
    // The library says role="menu", which is wrong for a list of buttons.
    link: (_scope: angular.IScope, element: JQLite) => void element.removeAttr('role'),
  }))
  .directive('uibModalWindow', () => ({
    link: (scope: angular.IScope, element: JQLite) => pageInert(scope, element[0]!),
  })).name;

function settings($uibModalProvider: angular.ui.bootstrap.IModalProvider): void {
  // CSS does the movement; a click beside a dialog must not throw typed text away.
  $uibModalProvider.options = { animation: false, backdrop: 'static', keyboard: true };
}
settings.$inject = ['$uibModalProvider'];

function replaceTemplates($templateCache: angular.ITemplateCacheService): void {
  $templateCache.put('uib/template/pagination/pagination.html', paginationTemplate);
  $templateCache.put('uib/template/modal/window.html', windowTemplate);
}
replaceTemplates.$inject = ['$templateCache'];
