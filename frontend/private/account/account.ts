import type { ITimeoutService } from 'angular';
import { type Failure, failureOf } from '../http/failure';
import type { Session } from '../session/session';
import type { Account, AccountService } from './account-service';
import template from './account.html?raw';

/** In pixels from the top of the window: below the top bar. A section above this line counts as the current one. */
const readingLine = 160;

/** The page /account. It loads the account and passes it to its parts, which report changes. */
class AccountController {
  static readonly $inject = ['$element', '$scope', '$timeout', '$window', 'accountService', 'session'];
  readonly sections = [
    { id: 'profile', label: 'Profile' },
    { id: 'password', label: 'Password' },
    { id: 'second-factor', label: 'Second factor' },
    { id: 'sessions', label: 'Sessions' },
    { id: 'tokens', label: 'API tokens' },
  ];
  account: Account | undefined;
  failure: Failure | undefined;
  loading = false;
  /** The id of the section that is scrolled to. */
  current = 'profile';

  constructor(
    private readonly $element: JQLite,
    private readonly $scope: angular.IScope,
    private readonly $timeout: ITimeoutService,
    private readonly $window: Window,
    private readonly service: AccountService,
    private readonly session: Session,
  ) {}

  $onInit(): void {
    this.load().then(() => this.goToHash());
    this.$window.addEventListener('scroll', this.onScroll, { passive: true });
  }

  $onDestroy(): void {
    this.$window.removeEventListener('scroll', this.onScroll);
  }

  load(): angular.IPromise<void> {
    this.loading = true;
    return this.read()
      .then(
        () => undefined,
        (reason: unknown) => {
          const failure = failureOf(reason);
          // Keep what is shown: forms on the page may contain unsaved input.
          if (!this.account) this.failure = failure;
        },
      )
      .finally(() => (this.loading = false));
  }

  /** Reloads and shows the account. Rejects on failure. */
  read(): angular.IPromise<Account> {
    return this.service.get().then((account) => {
      this.show(account);
      return account;
    });
  }

  show(account: Account): void {
    this.account = account;
    this.failure = undefined;
    this.session.rename(account.name);
  }

  /** Scrolls to the section of the URL's fragment, which was not rendered when the browser looked for it. */
  private goToHash(): void {
    const { hash } = this.$window.location;
    if (!this.sections.some(({ id }) => hash === `#${id}`)) return;
    this.$timeout(() => this.$element[0]!.querySelector(hash)?.scrollIntoView(), 0, false);
  }

  private readonly onScroll = (): void => {
    const passed = this.sections.filter(({ id }) => {
      const section = this.$element[0]!.querySelector(`#${id}`);
      return section && section.getBoundingClientRect().top <= readingLine;
    });
    const { scrollHeight, clientHeight } = document.documentElement;
    const atEnd = this.$window.scrollY > 0 && this.$window.scrollY + clientHeight >= scrollHeight - 1;
    const current = (atEnd ? this.sections : passed).at(-1)?.id ?? 'profile';
    if (current !== this.current) this.$scope.$applyAsync(() => (this.current = current));
  };
}

export const account: angular.IComponentOptions = { template, controller: AccountController };
