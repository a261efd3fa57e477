import angular from 'angular';
import { Clipboard } from './clipboard';
import { copy } from './copy';
import { menu } from './menu';
import { secret } from './secret';
import { time } from './time';

/** Small parts that several views share. */
export const widgetsModule = angular
  .module('flangular.widgets', [])
  .service('clipboard', Clipboard)
  .component('flCopy', copy)
  .component('flMenu', menu)
  .component('flSecret', secret)
  .component('flTime', time).name;
