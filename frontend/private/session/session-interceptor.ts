import type { IHttpInterceptor, IHttpResponse, IHttpService, IPromise, IQService, IRequestConfig } from 'angular';
import { isOtherUser } from '../http/failure';
import { pageCookie } from './page-cookie';
import type { Session } from './session';

/** A request that was sent again is marked, so that it is sent again only once. */
export interface Repeatable extends IRequestConfig {
  repeated?: true;
}

/**
 * Says with every request to the API for whom the page was made, and catches the answers that the session has ended or
 * is somebody else's. The requests wait until the person has logged in again; then they are sent
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
    request(config: IRequestConfig): IRequestConfig {
      if (!config.url.startsWith('/api/')) return config;
      config.xsrfCookieName = pageCookie().name;
      const { user } = $injector.get<Session>('session');
      if (user) config.headers = { ...config.headers, 'X-Page-User': String(user.id) };
      return config;
    },

    responseError<T>(response: IHttpResponse<T>): IPromise<IHttpResponse<T>> {
      const config: Repeatable = response.config;
      const otherUser = isOtherUser(response);
      if ((response.status !== 401 && !otherUser) || !config.url.startsWith('/api/') || config.repeated) {
        return $q.reject(response);
      }
      const restored = $injector.get<Session>('session').restore(otherUser);
      const turn = last.then(() => restored).then(() => again<T>(config));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
sessionInterceptor.$inject = ['$injector', '$q'];
