import type { StateProvider } from '@uirouter/angularjs';
import type { UrlRuleHandlerFn, UrlService } from '@uirouter/core';
import { capitalised, type ResourceDefinition } from './define-resource';

/** The names of the states of a resource. */
export const stateNames = (name: string) => ({ list: name, detail: `${name}-detail` });

/** The id in the URL of the form for a new row. */
export const newRow = 'new';

/**
 * The states of the resources: /computers, /computers/new, /computers/12. The start page is the first list, or the
 * account when there is no resource.
 */
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
          // Dynamic, so that a new row keeps its view, with the input, when it gets its id.
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
    $urlServiceProvider.rules.otherwise(closestUrl);
  }
  states.$inject = ['$stateProvider', '$urlServiceProvider'];
  return states;
}

/** Redirects to the URL that differs only in slashes and upper case. Otherwise shows the page "not found". */
const closestUrl: UrlRuleHandlerFn = (_match, url, router) => {
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
