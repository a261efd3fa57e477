import type { IPromise } from 'angular';
import type { Submission, Submissions } from '../../form/submission';
import { type Failure, failureOf } from '../../http/failure';
import { reconcile } from '../../http/reconcile';
import type { Session } from '../../session/session';
import { bidiIsolate } from '../../ui/bidi-isolate';
import type { Dialogs } from '../../ui/dialogs/dialogs';
import { shownOnce, type UnsavedChanges } from '../../ui/dialogs/unsaved-changes';
import type { Focus } from '../../ui/focus';
import type { Toasts } from '../../ui/toasts/toasts';
import { daysBetween } from '../../widgets/time/time';
import type { AccountService, Token, TokenScope } from '../account-service';
import template from './tokens.html?raw';

/** The form for a new token. */
interface Draft {
  name: string;
  scope: TokenScope;
  /** The last day; null when the field is empty or not a date. */
  ends: Date | null;
}

const defaultDays = 90;
/** Stands for the secret of a token that was issued, but whose response was lost. */
const withoutSecret = '';
const lostToken = 'Look at the list before you make it again: a token that you did not see made is to be revoked.';

/** The API tokens of the user. The secret of a new one is shown once. */
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
  /** The secret of a new token, until the user confirms that it is copied. */
  secret: string | undefined;
  /** The name of a token whose secret was lost with the response, until it is revoked. */
  lost: string | undefined;
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
    return this.read().then(
      () => undefined,
      (reason: unknown) => void (this.failure = failureOf(reason)),
    );
  }

  begin(): void {
    const ends = new Date();
    ends.setHours(0, 0, 0, 0);
    ends.setDate(ends.getDate() + defaultDays);
    this.draft = { name: '', scope: 'read', ends };
    this.lost = undefined;
    this.form.clear();
    this.focus(this.$element, '#token-name');
  }

  cancel(): void {
    this.draft = undefined;
    this.focus(this.$element, '#tokens-new');
  }

  make(): void {
    const draft = this.draft!;
    if (this.form.busy) return;
    const valid = this.form.validate({
      name: draft.name.trim() === '' ? 'Name must not be empty.' : undefined,
      ends: draft.ends ? undefined : 'Last day must be a date.',
    });
    if (!valid) return;
    const { name, scope } = draft;
    const before = this.tokens?.map(({ id }) => id) ?? [];
    const isMade = (token: Token) => token.name === name.trim() && !before.includes(token.id);
    const read = () => this.read().then((tokens) => (tokens.some(isMade) ? withoutSecret : undefined));
    const made = this.service.issueToken({ name, scope, ends: endOfDay(draft.ends!) });
    this.form.send(reconcile(made, read, { advice: lostToken }), (secret) => {
      this.draft = undefined;
      if (secret === withoutSecret) {
        this.lost = name.trim();
        this.focus(this.$element, '.fl-problem');
        return;
      }
      this.secret = secret;
      this.load();
      this.focus(this.$element, 'fl-secret button');
    });
  }

  hideSecret(): void {
    this.secret = undefined;
    this.focus(this.$element, '#tokens-new');
  }

  revoke(token: Token): void {
    this.dialogs
      .confirm({
        title: 'Revoke this token?',
        text: `Scripts that use “${bidiIsolate(token.name)}” are refused from now on.`,
        confirm: 'Revoke token',
        cancel: 'Keep it',
      })
      .then((agreed) => {
        if (!agreed) return undefined;
        const revoked = this.service.revokeToken(token.id).then(() => true);
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

  scopeLabel({ scope }: Token): string {
    return scope === 'read' ? 'Read only' : 'Read and write';
  }

  /** The last moment of the last day: a token ends when the next day begins. */
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

  /** Reloads and shows the list. Rejects on failure. */
  private read(): IPromise<readonly Token[]> {
    return this.service.tokens().then((tokens) => {
      this.tokens = tokens;
      this.failure = undefined;
      return tokens;
    });
  }

  private removed(title: string, name: string): void {
    this.toasts.success(title, name);
    if (name === this.lost) this.lost = undefined;
    this.load().then(() => this.focus(this.$element, 'h2'));
  }
}

/** The end of the day in the time zone of the browser, as an instant. */
function endOfDay(day: Date): string {
  const end = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1);
  return end.toISOString().replace('.000Z', 'Z');
}

export const tokens: angular.IComponentOptions = { template, controller: TokensController };
