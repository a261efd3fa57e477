import type { IPromise } from 'angular';
import type { Submission, Submissions } from '../form/submission';
import { type Failure, failureOf } from '../http/failure';
import type { Session } from '../session/session';
import type { Dialogs } from '../shell/dialogs';
import type { Focus } from '../shell/focus';
import { isolated } from '../shell/isolated';
import type { Toasts } from '../shell/toasts';
import { shownOnce, type UnsavedChanges } from '../shell/unsaved-changes';
import { daysBetween } from '../widgets/time';
import type { AccountService, Token, TokenScope } from './account-service';
import template from './tokens.html?raw';

/** A token that is about to be made. */
interface Draft {
  name: string;
  scope: TokenScope;
  /** Null when the field is empty or holds no date. */
  ends: Date | null;
}

const usualDays = 90;

/** One's API tokens, and making one, whose secret is shown the one time that it can be seen. */
class TokensController {
  static readonly $inject = [
    '$element',
    'accountService',
    'dialogs',
    'focus',
    'session',
    'submission',
    'toasts',
    'unsavedChanges',
  ];
  readonly form: Submission;
  tokens: readonly Token[] | undefined;
  failure: Failure | undefined;
  draft: Draft | undefined;
  /** Until the person says that it is copied. */
  secret: string | undefined;
  private unwatch!: () => void;

  constructor(
    private readonly $element: JQLite,
    private readonly service: AccountService,
    private readonly dialogs: Dialogs,
    private readonly focus: Focus,
    readonly session: Session,
    submission: Submissions,
    private readonly toasts: Toasts,
    private readonly unsavedChanges: UnsavedChanges,
  ) {
    this.form = submission($element, { name: 'Name', scope: 'What it may do', ends: 'Last day' });
  }

  $onInit(): void {
    this.load();
    const unwatchSecret = this.unsavedChanges.watch(() => this.secret !== undefined, shownOnce);
    const unwatchDraft = this.unsavedChanges.watch(() => !!this.draft?.name);
    this.unwatch = () => {
      unwatchSecret();
      unwatchDraft();
    };
  }

  $onDestroy(): void {
    this.unwatch();
  }

  load(): IPromise<void> {
    return this.service.tokens().then(
      (tokens) => {
        this.tokens = tokens;
        this.failure = undefined;
      },
      (reason: unknown) => void (this.failure = failureOf(reason)),
    );
  }

  begin(): void {
    const ends = new Date();
    ends.setHours(0, 0, 0, 0);
    ends.setDate(ends.getDate() + usualDays);
    this.draft = { name: '', scope: 'read', ends };
    this.form.clear();
    this.focus(this.$element, '#token-name');
  }

  stop(): void {
    this.draft = undefined;
    this.focus(this.$element, '#tokens-new');
  }

  make(): void {
    const draft = this.draft!;
    if (this.form.busy) return;
    const good = this.form.check({
      name: draft.name.trim() === '' ? 'Name must not be empty.' : undefined,
      ends: draft.ends ? undefined : 'Last day must be a date.',
    });
    if (!good) return;
    const { name, scope } = draft;
    this.form.send(this.service.makeToken({ name, scope, ends: endOfDay(draft.ends!) }), (secret) => {
      this.draft = undefined;
      this.secret = secret;
      this.load();
      this.focus(this.$element, 'fl-secret button');
    });
  }

  forgetSecret(): void {
    this.secret = undefined;
    this.focus(this.$element, '#tokens-new');
  }

  revoke(token: Token): void {
    this.dialogs
      .confirm({
        title: 'Revoke this token?',
        text: `Scripts that use “${isolated(token.name)}” are refused from now on.`,
        confirm: 'Revoke token',
        cancel: 'Keep it',
      })
      .then((agreed) => {
        if (!agreed) return undefined;
        return this.service.revokeToken(token.id).then(
          () => this.gone('Token revoked.', token.name),
          (reason: unknown) => {
            const { status, title, text } = failureOf(reason);
            if (status === 404) this.gone('That token was already revoked.', token.name);
            else this.toasts.error(`Not revoked. ${title}`, text);
          },
        );
      });
  }

  scopeLabel({ scope }: Token): string {
    return scope === 'read' ? 'Read only' : 'Read and write';
  }

  /** It ends at the first instant of the day after its last day. */
  lastMoment({ ends }: Token): string {
    return new Date(Date.parse(ends) - 1).toISOString();
  }

  daysLeft(token: Token): number {
    return Date.parse(token.ends) <= Date.now() ? -1 : daysBetween(new Date(), new Date(this.lastMoment(token)));
  }

  endsSoon(token: Token): string {
    const days = this.daysLeft(token);
    if (days < 0) return 'ended';
    if (days === 0) return 'ends today';
    return days === 1 ? 'ends tomorrow' : `ends in ${days} days`;
  }

  private gone(title: string, name: string): void {
    this.toasts.success(title, name);
    this.load().then(() => this.focus(this.$element, 'h2'));
  }
}

/** The last day counts where the person is. */
function endOfDay(day: Date): string {
  const end = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1);
  return end.toISOString().replace('.000Z', 'Z');
}

export const tokens: angular.IComponentOptions = { template, controller: TokensController };
