import type { IPromise, IQService } from 'angular';
import type { StateService } from '@uirouter/core';
import { type Failure, failureOf } from '../../http/failure';
import { reconcile } from '../../http/reconcile';
import { displayName } from '../../session/person';
import { bidiIsolate } from '../../ui/bidi-isolate';
import type { Dialogs } from '../../ui/dialogs/dialogs';
import type { Focus } from '../../ui/focus';
import type { Toasts } from '../../ui/toasts/toasts';
import type { ManagedUser, UserService, UserToken } from '../users/user-service';
import template from './user-tokens.html?raw';

/** The API tokens of a user, which an administrator can revoke. */
class UserTokensController {
  static readonly $inject = ['$element', '$q', '$state', 'userService', 'dialogs', 'focus', 'toasts'];
  user: ManagedUser | undefined;
  tokens: readonly UserToken[] = [];
  failure: Failure | undefined;
  loading = false;

  constructor(
    private readonly $element: JQLite,
    private readonly $q: IQService,
    private readonly $state: StateService,
    private readonly service: UserService,
    private readonly dialogs: Dialogs,
    private readonly focus: Focus,
    private readonly toasts: Toasts,
  ) {}

  $onInit(): void {
    this.load();
  }

  get name(): string {
    return this.user ? displayName(this.user) : '';
  }

  load(): IPromise<void> {
    this.loading = true;
    return this.read()
      .then(
        () => undefined,
        (reason: unknown) => void (this.failure = failureOf(reason)),
      )
      .finally(() => void (this.loading = false));
  }

  revoke(token: UserToken): void {
    this.dialogs
      .confirm({
        title: 'Revoke this token?',
        text: `Scripts of ${bidiIsolate(this.name)} that use “${bidiIsolate(token.name)}” are refused from now on.`,
        confirm: 'Revoke token',
        cancel: 'Keep it',
      })
      .then((agreed) => {
        if (!agreed) return undefined;
        const revoked = this.service.revokeToken(this.id, token.id).then(() => true);
        const read = () => this.read().then((tokens) => !tokens.some(({ id }) => id === token.id) || undefined);
        return reconcile(revoked, read).then(
          () => this.removed('Token revoked.', token.name),
          (reason: unknown) => {
            const failure = failureOf(reason);
            if (failure.status === 404) this.removed('That token was already revoked.', token.name);
            else this.toasts.failed('Not revoked.', failure);
          },
        );
      });
  }

  /** Reloads and shows the list. Rejects on failure. */
  private read(): IPromise<readonly UserToken[]> {
    return this.$q
      .all({ user: this.service.get(this.id), tokens: this.service.tokens(this.id) })
      .then(({ user, tokens }) => {
        this.user = user;
        this.tokens = tokens;
        this.failure = undefined;
        return tokens;
      });
  }

  private removed(title: string, name: string): void {
    this.toasts.success(title, name);
    this.load().then(() => this.focus(this.$element, 'h2'));
  }

  private get id(): number {
    return Number(this.$state.params['id']);
  }
}

export const userTokens: angular.IComponentOptions = { template, controller: UserTokensController };
