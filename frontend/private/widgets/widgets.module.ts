import angular from 'angular';
import { uiBootstrapModule } from '../ui-bootstrap/ui-bootstrap.module';
import { Clipboard } from './copy/clipboard';
import { copy } from './copy/copy';
import { secret } from './copy/secret';
import { pager } from './input/pager';
import { search } from './input/search';
import { select } from './input/select';
import { menu } from './menu';
import { time } from './time/time';

/** Small components that several views share. */
export const widgetsModule = angular
  .module('flangular.widgets', [uiBootstrapModule])
  .service('clipboard', Clipboard)
  .component('flCopy', copy)
  .component('flMenu', menu)
  .component('flPager', pager)
  .component('flSearch', search)
  .component('flSecret', secret)
  .component('flSelect', select)
  .component('flTime', time).name;
