import angular from 'angular';
import uiRouter from '@uirouter/angularjs';
import artTemplate from './art.html?raw';
import { confirmDialog, Dialogs } from './dialogs';
import { focus } from './focus';
import { icon } from './icon';
import { Navigation } from './navigation';
import notAllowedTemplate from './not-allowed.html?raw';
import notFoundTemplate from './not-found.html?raw';
import { routeBehaviour } from './route-behaviour';
import { shell } from './shell';
import { toastList, Toasts } from './toasts';
import { Typing } from './typing';
import { UnsavedChanges } from './unsaved-changes';

/** The frame around every view: top bar, menu, messages, dialogs, and what happens between two views. */
export const shellModule = angular
  .module('flangular.shell', [uiRouter])
  .service('dialogs', Dialogs)
  .factory('focus', focus)
  .service('navigation', Navigation)
  .service('toasts', Toasts)
  .service('typing', Typing)
  .service('unsavedChanges', UnsavedChanges)
  .component('flShell', shell)
  .component('flToasts', toastList)
  .component('flIcon', icon)
  .component('flArt', { template: artTemplate, bindings: { name: '@' } })
  .component('flNotAllowed', { template: notAllowedTemplate, bindings: { text: '@' } })
  .component('flNotFound', { template: notFoundTemplate })
  .component('flConfirmDialog', confirmDialog)
  .run(routeBehaviour).name;
