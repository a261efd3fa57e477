import angular from 'angular';
import { createApplication } from '../private/application';
import type { ResourceDefinition } from '../private/resource/define-resource';
import type { User } from '../private/session/session';
import type { Navigation } from '../private/ui/navigation';

/** The application in a document, with a mock of the server. */
export interface TestApplication {
  readonly root: HTMLElement;
  readonly $http: angular.IHttpBackendService;
  readonly injector: angular.auto.IInjectorService;
  /** The URLs outside of the application that were opened; "reload" for a reload. */
  readonly navigations: string[];
  /** Runs digests and timers of 0 ms. */
  digest(): void;
  /** Responds to all pending requests, and to those that follow. */
  flush(): void;
  find(selector: string): HTMLElement;
  all(selector: string): HTMLElement[];
  text(selector?: string): string;
  /** The text of each match. */
  texts(selector: string): string[];
  button(label: string): HTMLElement;
  click(element: HTMLElement): void;
  type(input: HTMLElement, value: string): void;
  /** Submits the form of an element. */
  submit(within: HTMLElement): void;
  go(url: string): void;
  stop(): void;
}

export const anna: User = {
  id: 7,
  email: 'anna@example.org',
  name: 'Anna Ruiz',
  role: 'editor',
  permissions: ['read', 'write'],
};
export const viewer: User = { ...anna, role: 'viewer', permissions: ['read'] };
export const administrator: User = { ...anna, role: 'administrator', permissions: ['read', 'write', 'administer'] };

/** Starts the application at a URL, as Anna or another user. */
export function run(resources: readonly ResourceDefinition[], url: string, user = anna): TestApplication {
  document.body.innerHTML = '<fl-shell></fl-shell><fl-toasts></fl-toasts>';
  const navigations: string[] = [];
  const navigation: Partial<Navigation> = {
    leaveTo: (to) => void navigations.push(to),
    reload: () => void navigations.push('reload'),
  };
  const name = createApplication(resources);
  const injector = angular.injector([
    'ng',
    'ngMock',
    name,
    ($provide: angular.auto.IProvideService) => {
      $provide.value('navigation', navigation);
      $provide.value('$rootElement', angular.element(document.body));
    },
  ]);
  const $rootScope = injector.get('$rootScope');
  const $http = injector.get<angular.IHttpBackendService>('$httpBackend');
  const $timeout = injector.get<angular.ITimeoutService>('$timeout');
  const $$rAF = injector.get<{ flush(): void }>('$$rAF');
  const $location = injector.get('$location');

  const running: TestApplication = {
    root: document.body,
    $http,
    injector,
    navigations,
    digest() {
      for (let round = 0; round < 5; round++) {
        $rootScope.$digest();
        for (const flush of [() => $timeout.flush(0), () => $$rAF.flush()]) {
          try {
            flush();
          } catch {
            // nothing to flush
          }
        }
      }
    },
    flush() {
      for (let round = 0; round < 5; round++) {
        running.digest();
        try {
          $http.flush();
        } catch (error) {
          if (!/No pending request/.test(String(error))) throw error;
        }
      }
      running.digest();
    },
    find(selector) {
      const element = document.querySelector<HTMLElement>(selector);
      if (!element) throw new Error(`Nothing matches ${selector} in\n${document.body.textContent}`);
      return element;
    },
    all: (selector) => [...document.querySelectorAll<HTMLElement>(selector)],
    text: (selector = 'body') => textOf(running.find(selector)),
    texts: (selector) => running.all(selector).map(textOf),
    button(label) {
      const button = running.all('button, a').find((one) => textOf(one) === label);
      if (!button) throw new Error(`No button "${label}" in\n${document.body.textContent}`);
      return button;
    },
    click(element) {
      element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      running.digest();
    },
    type(input, value) {
      (input as HTMLInputElement).value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
      running.digest();
    },
    submit(within) {
      within.closest('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      running.digest();
    },
    go(to) {
      $location.url(to);
      running.digest();
    },
    stop() {
      $rootScope.$destroy();
      angular.element(document).off();
      angular.element(document.body).off();
      document.body.innerHTML = '';
    },
  };
  $location.url(url);
  injector.get('$compile')(angular.element(document.body).children())($rootScope);
  $http.whenGET('/api/session').respond({ user, idle_seconds: 600 });
  return running;
}

function textOf(element: HTMLElement): string {
  return element.textContent!.replace(/\s+/g, ' ').trim();
}
