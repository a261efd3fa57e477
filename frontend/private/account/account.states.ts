import type { StateProvider } from '@uirouter/angularjs';

/** The page at /account. */
export function accountStates($stateProvider: StateProvider): void {
  $stateProvider.state('account', { url: '/account', component: 'flAccount', data: { title: 'Account' } });
}
accountStates.$inject = ['$stateProvider'];
