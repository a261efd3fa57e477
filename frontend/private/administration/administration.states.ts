import type { StateProvider } from '@uirouter/angularjs';
import type { UrlService } from '@uirouter/core';

const changing = { value: '', squash: true, dynamic: true };

/** The pages below /administration. What a list is narrowed to stands in its address. */
export function administrationStates($stateProvider: StateProvider, $urlServiceProvider: UrlService): void {
  $stateProvider
    .state('administration', {
      abstract: true,
      url: '/administration',
      component: 'flAdministration',
    })
    .state('administration.users', {
      url: '/users?search&role&status&page',
      params: { search: changing, role: changing, status: changing, page: { ...changing, value: '1' } },
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
      params: { search: changing, what: changing, since: { ...changing, value: '7' } },
      component: 'flAudit',
      data: { title: 'Audit log' },
    });
  $urlServiceProvider.rules.when(/^\/administration\/?$/, '/administration/users');
}
administrationStates.$inject = ['$stateProvider', '$urlServiceProvider'];
