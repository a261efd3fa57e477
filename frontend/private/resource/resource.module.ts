import angular from 'angular';
import uiRouter from '@uirouter/angularjs';
import { formModule } from '../form/form.module';
import { sessionModule } from '../session/session.module';
import { uiModule } from '../ui/ui.module';
import { widgetsModule } from '../widgets/widgets.module';
import { conflictDialog } from './detail/conflict-dialog';
import { resourceDetail } from './detail/resource-detail';
import { ListPositions } from './list-positions';
import { resourceList } from './list/resource-list';
import { resourceFactory } from './resource-service';

/** The generic core: list, detail view and REST client of every resource. */
export const resourceModule = angular
  .module('flangular.resource', [uiRouter, formModule, sessionModule, uiModule, widgetsModule])
  .factory('resource', resourceFactory)
  .service('listPositions', ListPositions)
  .component('flResourceList', resourceList)
  .component('flResourceDetail', resourceDetail)
  .component('flConflictDialog', conflictDialog).name;
