import type { StateProvider } from '@uirouter/angularjs';
import type { UrlService } from '@uirouter/core';

const dynamicParam = { value: '', squash: true, dynamic: true };

/** The states below /administration. The filters are parameters of the URL. */
export function administrationStates($stateProvider: StateProvider, $urlServiceProvider: UrlService): void {
  $stateProvider
    .state('administration', {
      abstract: true,
      url: '/administration',
      component: 'flAdministration',
    })
    .state('administration.users', {
      url: '/users?search&role&status&page',
      params: { search: dynamicParam, role: dynamicParam, status: dynamicParam, page: { ...dynamicParam, value: '1' } },
      component: 'flUsers',
      data: { title: 'Users' },
    })
    .state('administration.tokens', {
      url: '/users/{id:int}/tokens',
      component: 'flUserTokens',
      data: { title: 'API tokens' },
    })
    .state('administration.roles', {
      url: '/roles',
      component: 'flRoles',
      data: { title: 'Roles' },
    })
    .state('administration.audit', {
      url: '/audit?search&what&since',
      params: { search: dynamicParam, what: dynamicParam, since: { ...dynamicParam, value: '7' } },
      component: 'flAudit',
      data: { title: 'Audit log' },
    });
  $urlServiceProvider.rules.when(/^\/administration\/?$/, '/administration/users');
}
administrationStates.$inject = ['$stateProvider', '$urlServiceProvider'];
