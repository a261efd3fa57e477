import type { IHttpInterceptor, IHttpResponse, IHttpService, IPromise, IQService, IRequestConfig } from 'angular';
import { isOtherUser } from '../http/failure';
import { pageCookie } from './page-cookie';
import type { Session } from './session';

/** The configuration of a request, with the mark that it was retried: it is retried only once. */
export interface RetriableRequest extends IRequestConfig {
  retried?: true;
}

/**
 * An interceptor of `$http`. It sends the id of the page's user with every request to the API. When a response says
 * that the session has ended or belongs to another user, the request waits until the user has logged in again, and is
 * then retried, in the original order. The code that sent it does not notice.
 */
export function sessionInterceptor($injector: angular.auto.IInjectorService, $q: IQService): IHttpInterceptor {
  let previous: IPromise<unknown> = $q.resolve();

  function retry<T>(config: RetriableRequest): IPromise<IHttpResponse<T>> {
    // Looked up late: $http depends on its interceptors.
    const $http = $injector.get<IHttpService>('$http');
    const headers = { ...config.headers };
    delete headers['X-XSRF-TOKEN']; // that of the ended session; $http adds the new one
    return $http<T>({ ...config, headers, retried: true } as RetriableRequest);
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
      const config: RetriableRequest = response.config;
      const otherUser = isOtherUser(response);
      if ((response.status !== 401 && !otherUser) || !config.url.startsWith('/api/') || config.retried) {
        return $q.reject(response);
      }
      const loggedIn = $injector.get<Session>('session').reauthenticate(otherUser);
      const retried = previous.then(() => loggedIn).then(() => retry<T>(config));
      previous = retried.catch(() => undefined);
      return retried;
    },
  };
}
sessionInterceptor.$inject = ['$injector', '$q'];
