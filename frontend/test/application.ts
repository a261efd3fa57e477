import angular from 'angular';
import { createApplication } from '../private/application';
import type { ResourceDefinition } from '../private/resource/define-resource';
import type { User } from '../private/session/session';
import type { Navigation } from '../private/ui/navigation';

/** The whole application in a document, with a server that a spec plays. */
export interface Running {
  readonly root: HTMLElement;
  readonly $http: angular.IHttpBackendService;
  readonly injector: angular.auto.IInjectorService;
  readonly left: string[];
  /** Lets everything that is due happen: digests, timers of 0 ms. */
  settle(): void;
  /** Answers all requests that are waiting, and what follows from them. */
  answer(): void;
  find(selector: string): HTMLElement;
  all(selector: string): HTMLElement[];
  text(selector?: string): string;
  /** The texts of all that match. */
  texts(selector: string): string[];
  button(label: string): HTMLElement;
  click(element: HTMLElement): void;
  type(input: HTMLElement, value: string): void;
  /** Sends the form that an element belongs to. */
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

/** Starts the application at a URL, as Anna or somebody else. */
export function run(resources: readonly ResourceDefinition[], url: string, user = anna): Running {
  document.body.innerHTML = '<fl-shell></fl-shell><fl-toasts></fl-toasts>';
  const left: string[] = [];
  const navigation: Partial<Navigation> = {
    leaveTo: (to) => void left.push(to),
    reload: () => void left.push('reload'),
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

  const running: Running = {
    root: document.body,
    $http,
    injector,
    left,
    settle() {
      for (let round = 0; round < 5; round++) {
        $rootScope.$digest();
        for (const due of [() => $timeout.flush(0), () => $$rAF.flush()]) {
          try {
            due();
          } catch {
            // nothing was due
          }
        }
      }
    },
    answer() {
      for (let round = 0; round < 5; round++) {
        running.settle();
        try {
          $http.flush();
        } catch (error) {
          if (!/No pending request/.test(String(error))) throw error;
        }
      }
      running.settle();
    },
    find(selector) {
      const element = document.querySelector<HTMLElement>(selector);
      if (!element) throw new Error(`Nothing matches ${selector} in\n${document.body.textContent}`);
      return element;
    },
    all: (selector) => [...document.querySelectorAll<HTMLElement>(selector)],
    text: (selector = 'body') => words(running.find(selector)),
    texts: (selector) => running.all(selector).map(words),
    button(label) {
      const button = running.all('button, a').find((one) => words(one) === label);
      if (!button) throw new Error(`No button "${label}" in\n${document.body.textContent}`);
      return button;
    },
    click(element) {
      element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      running.settle();
    },
    type(input, value) {
      (input as HTMLInputElement).value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
      running.settle();
    },
    submit(within) {
      within.closest('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      running.settle();
    },
    go(to) {
      $location.url(to);
      running.settle();
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

function words(element: HTMLElement): string {
  return element.textContent!.replace(/\s+/g, ' ').trim();
}
