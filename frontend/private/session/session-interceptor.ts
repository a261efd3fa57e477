import type { IHttpInterceptor, IHttpResponse, IHttpService, IPromise, IQService, IRequestConfig } from 'angular';
import type { Session } from './session';

/** A request that was sent again is marked, so that it is sent again only once. */
interface Repeatable extends IRequestConfig {
  repeated?: true;
}

/**
 * Catches every 401 of the API. The requests wait until the person has logged in again; then they are sent
 * once more, one after the other in their old order, and whoever made them never learns of the interruption.
 */
export function sessionInterceptor($injector: angular.auto.IInjectorService, $q: IQService): IHttpInterceptor {
  let last: IPromise<unknown> = $q.resolve();

  function again<T>(config: Repeatable): IPromise<IHttpResponse<T>> {
    // Looked up late: $http is made of its interceptors.
    const $http = $injector.get<IHttpService>('$http');
    const headers = { ...config.headers };
    delete headers['X-XSRF-TOKEN']; // of the session that ended; $http adds the new one
    return $http<T>({ ...config, headers, repeated: true } as Repeatable);
  }

  return {
    responseError<T>(response: IHttpResponse<T>): IPromise<IHttpResponse<T>> {
      const config: Repeatable = response.config;
      if (response.status !== 401 || !config.url.startsWith('/api/') || config.repeated) return $q.reject(response);
      const restored = $injector.get<Session>('session').restore();
      const turn = last.then(() => restored).then(() => again<T>(config));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
sessionInterceptor.$inject = ['$injector', '$q'];
