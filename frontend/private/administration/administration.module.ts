import angular from 'angular';
import uiRouter from '@uirouter/angularjs';
import { formModule } from '../form/form.module';
import { sessionModule } from '../session/session.module';
import { uiModule } from '../ui/ui.module';
import { widgetsModule } from '../widgets/widgets.module';
import { administration } from './administration';
import { administrationStates } from './administration.states';
import { audit } from './audit/audit';
import { AuditService } from './audit/audit-service';
import { inviteDialog } from './invitation/invite-dialog';
import { issuedLink } from './invitation/issued-link';
import linkDialogTemplate from './invitation/link-dialog.html?raw';
import { rolesTable } from './roles/roles';
import { userTokens } from './tokens/user-tokens';
import { renameDialog } from './users/rename-dialog';
import { UserService } from './users/user-service';
import { users } from './users/users';

/** The pages for administrators: users, roles, audit log. */
export const administrationModule = angular
  .module('flangular.administration', [uiRouter, formModule, sessionModule, uiModule, widgetsModule])
  .service('auditService', AuditService)
  .service('userService', UserService)
  .component('flAdministration', administration)
  .component('flAudit', audit)
  .component('flInviteDialog', inviteDialog)
  .component('flIssuedLink', issuedLink)
  .component('flLinkDialog', {
    template: linkDialogTemplate,
    bindings: { resolve: '<', close: '&', dismiss: '&' },
  })
  .component('flRenameDialog', renameDialog)
  .component('flRoles', rolesTable)
  .component('flUsers', users)
  .component('flUserTokens', userTokens)
  .config(administrationStates).name;
