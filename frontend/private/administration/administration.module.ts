import angular from 'angular';
import uiRouter from '@uirouter/angularjs';
import { formModule } from '../form/form.module';
import { sessionModule } from '../session/session.module';
import { uiBootstrapModule } from '../ui-bootstrap/ui-bootstrap.module';
import { widgetsModule } from '../widgets/widgets.module';
import { administration } from './administration';
import { AdministrationService } from './administration-service';
import { administrationStates } from './administration.states';
import { audit } from './audit';
import { inviteDialog } from './invite-dialog';
import { issuedLink } from './issued-link';
import linkDialogTemplate from './link-dialog.html?raw';
import { renameDialog } from './rename-dialog';
import { rolesTable } from './roles';
import { userTokens } from './user-tokens';
import { users } from './users';

/** What administrators do: users, roles, audit log. */
export const administrationModule = angular
  .module('flangular.administration', [uiRouter, formModule, sessionModule, uiBootstrapModule, widgetsModule])
  .service('administrationService', AdministrationService)
  .component('flAdministration', administration)
  .component('flUsers', users)
  .component('flUserTokens', userTokens)
  .component('flRoles', rolesTable)
  .component('flAudit', audit)
  .component('flInviteDialog', inviteDialog)
  .component('flIssuedLink', issuedLink)
  .component('flLinkDialog', {
    template: linkDialogTemplate,
    bindings: { resolve: '<', close: '&', dismiss: '&' },
  })
  .component('flRenameDialog', renameDialog)
  .config(administrationStates).name;
