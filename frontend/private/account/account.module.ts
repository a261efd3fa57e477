import angular from 'angular';
import uiRouter from '@uirouter/angularjs';
import { formModule } from '../form/form.module';
import { sessionModule } from '../session/session.module';
import { uiModule } from '../ui/ui.module';
import { widgetsModule } from '../widgets/widgets.module';
import { account } from './account';
import { AccountService } from './account-service';
import { accountStates } from './account.states';
import { changePassword } from './password/change-password';
import { profile } from './profile/profile';
import { secondFactor } from './second-factor/second-factor';
import { ownSessions } from './sessions/sessions';
import { tokens } from './tokens/tokens';

/** The account page: profile, password, second factor, sessions, API tokens. */
export const accountModule = angular
  .module('flangular.account', [uiRouter, formModule, sessionModule, uiModule, widgetsModule])
  .service('accountService', AccountService)
  .component('flAccount', account)
  .component('flProfile', profile)
  .component('flChangePassword', changePassword)
  .component('flSecondFactor', secondFactor)
  .component('flSessions', ownSessions)
  .component('flTokens', tokens)
  .config(accountStates).name;
