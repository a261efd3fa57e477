import angular from 'angular';
import { uiBootstrapModule } from '../ui-bootstrap/ui-bootstrap.module';
import { confirmDialog, Dialogs } from './dialogs/dialogs';
import { UnsavedChanges } from './dialogs/unsaved-changes';
import { focus } from './focus';
import { icon } from './icon';
import illustrationTemplate from './illustration.html?raw';
import { Navigation } from './navigation';
import notAllowedTemplate from './not-allowed.html?raw';
import { toastList, Toasts } from './toasts/toasts';
import { Typing } from './typing';

/** The services of the user interface: dialogs, toasts, focus, unsaved changes. Icons and illustrations. */
export const uiModule = angular
  .module('flangular.ui', [uiBootstrapModule])
  .service('dialogs', Dialogs)
  .factory('focus', focus)
  .service('navigation', Navigation)
  .service('toasts', Toasts)
  .service('typing', Typing)
  .service('unsavedChanges', UnsavedChanges)
  .component('flConfirmDialog', confirmDialog)
  .component('flIcon', icon)
  .component('flIllustration', { template: illustrationTemplate, bindings: { name: '@' } })
  .component('flNotAllowed', { template: notAllowedTemplate, bindings: { text: '@' } })
  .component('flToasts', toastList).name;
