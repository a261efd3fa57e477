import angular from 'angular';
import uiRouter from '@uirouter/angularjs';
import { sessionModule } from '../session/session.module';
import { uiModule } from '../ui/ui.module';
import notFoundTemplate from './not-found.html?raw';
import { shell } from './shell';
import { transitionHooks } from './transition-hooks';

/** The frame around every view: top bar, menus, and what happens between two views. */
export const shellModule = angular
  .module('flangular.shell', [uiRouter, sessionModule, uiModule])
  .component('flShell', shell)
  .component('flNotFound', { template: notFoundTemplate })
  .run(transitionHooks).name;
