import angular from 'angular';
import { uiBootstrapModule } from '../ui-bootstrap/ui-bootstrap.module';
import { Clipboard } from './clipboard';
import { copy } from './copy';
import { menu } from './menu';
import { pager } from './pager';
import { search } from './search';
import { secret } from './secret';
import { select } from './select';
import { time } from './time';

/** Small parts that several views share. */
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
