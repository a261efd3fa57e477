import type { StateProvider } from '@uirouter/angularjs';
import type { UrlRuleHandlerFn, UrlService } from '@uirouter/core';
import { capitalised, type ResourceDefinition } from './define-resource';

/** What the states of a resource are called. */
export const stateNames = (name: string) => ({ list: name, detail: `${name}-detail` });

/** The id in the URL of the form for a new row. */
export const newRow = 'new';

/** The routes of the resources: /computers, /computers/new, /computers/12. The first list is the start page, or without any one's account. */
export function resourceStates(resources: readonly ResourceDefinition[]) {
  function states($stateProvider: StateProvider, $urlServiceProvider: UrlService): void {
    for (const definition of resources) {
      const { name, path, singular, plural } = definition;
      const names = stateNames(name);
      const resolve = { definition: () => definition };
      $stateProvider
        .state(names.list, {
          url: `/${path}?page&per_page`,
          params: {
            page: { value: '1', squash: true, dynamic: true },
            per_page: { value: '25', squash: true, dynamic: true },
          },
          component: 'flResourceList',
          resolve,
          data: { resource: name, title: capitalised(plural) },
        })
        .state(names.detail, {
          url: `/${path}/{id:${newRow}|[1-9][0-9]{0,15}}`,
          // Dynamic, so that a row keeps its view, and what is typed there, when it gets its id.
          params: { id: { dynamic: true } },
          component: 'flResourceDetail',
          resolve,
          data: {
            resource: name,
            title: ({ id }: { id: string }) => (id === newRow ? `Add ${singular}` : capitalised(singular)),
          },
        });
    }
    $stateProvider.state('not-found', { component: 'flNotFound' });
    $urlServiceProvider.rules.when(/^\/?$/, `/${resources[0]?.path ?? 'account'}`);
    $urlServiceProvider.rules.otherwise(closestAddress);
  }
  states.$inject = ['$stateProvider', '$urlServiceProvider'];
  return states;
}

/** The address of a page that differs in slashes and capitals alone; where there is none, the address stays as it is. */
const closestAddress: UrlRuleHandlerFn = (_match, url, router) => {
  const { path, search } = url!;
  const closest = path
    .replace(/\/+/g, '/')
    .replace(/(.)\/$/, '$1')
    .toLowerCase();
  const { rule } = router!.urlService.match({ ...url!, path: closest });
  if (closest === path || rule.type === 'RAW') return { state: 'not-found' };
  const query = new URLSearchParams(search as Record<string, string>).toString();
  return closest + (query && `?${query}`);
};
