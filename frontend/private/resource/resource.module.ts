import angular from 'angular';
import uiRouter from '@uirouter/angularjs';
import { conflictDialog } from './conflict-dialog';
import { ListPositions } from './list-positions';
import { resourceDetail } from './resource-detail';
import { resourceList } from './resource-list';
import { resourceFactory } from './resource-service';

/** The generic core: list, detail view and REST client of every resource. */
export const resourceModule = angular
  .module('flangular.resource', [uiRouter])
  .factory('resource', resourceFactory)
  .service('listPositions', ListPositions)
  .component('flResourceList', resourceList)
  .component('flResourceDetail', resourceDetail)
  .component('flConflictDialog', conflictDialog).name;
