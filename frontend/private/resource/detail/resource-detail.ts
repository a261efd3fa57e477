import type { StateService } from '@uirouter/core';
import { type Failure, failureOf, isOutcomeUnknown, isResponse, toSentence } from '../../http/failure';
import type { Session } from '../../session/session';
import { bidiIsolate } from '../../ui/bidi-isolate';
import type { Dialogs } from '../../ui/dialogs/dialogs';
import { perhapsSaved, transitionCancelled, type UnsavedChanges } from '../../ui/dialogs/unsaved-changes';
import type { Toasts } from '../../ui/toasts/toasts';
import type { Typing } from '../../ui/typing';
import { type AnyValue, capitalised, type ResourceDefinition } from '../define-resource';
import type { Draft } from '../field-kinds';
import type { ListPositions } from '../list-positions';
import { currentOf, type Resource, type ResourceLookup, type Stored } from '../resource-service';
import { newRow, stateNames } from '../resource.states';
import type { Resolution } from './conflict-dialog';
import template from './resource-detail.html?raw';
import { ResourceForm } from './resource-form';

/** The error message above the form: the invalid fields, or why the row was not saved. */
interface Problem {
  readonly title: string;
  readonly text: string;
  readonly reference?: string | undefined;
  readonly fields: readonly string[];
}

/** A request to save: the fields that were sent, and the content of all inputs at that time. */
interface Sent {
  readonly names: readonly string[];
  readonly drafts: Readonly<Record<string, Draft>>;
}

/** A request to add a row. Sent again with the same idempotency key, it adds no second row. */
interface Creation extends Sent {
  readonly value: AnyValue;
  readonly key: string;
  /** Whether its response was lost: the row may have been added or not. */
  lost: boolean;
}

/** The detail view of any resource, for an existing row (/computers/12) and for a new one (/computers/new). */
class ResourceDetailController {
  static readonly $inject = [
    '$element',
    '$document',
    '$scope',
    '$state',
    '$timeout',
    'dialogs',
    'listPositions',
    'resource',
    'session',
    'toasts',
    'typing',
    'unsavedChanges',
  ];
  readonly definition!: ResourceDefinition;
  form!: ResourceForm;
  id: number | undefined;
  heading = '';
  back = { state: '', params: {}, label: '' };
  loading = false;
  saving = false;
  missing = false;
  /** Whether another user deleted the row while it was edited. */
  deleted = false;
  loadFailure: Failure | undefined;
  problem: Problem | undefined;
  private resource!: Resource<AnyValue>;
  private loaded: Stored<AnyValue> | undefined;
  private creation: Creation | undefined;
  /** The last change whose response was lost: it may have been stored or not. */
  private lost: Sent | undefined;
  /** Settles when the response to the current save has been handled. */
  private sending: angular.IPromise<unknown> | undefined;
  /** The id in the URL; undefined for the form of a new row. */
  private urlId: number | undefined;
  private destroyed = false;
  /** The field that had the focus last. */
  private lastField: HTMLElement | undefined;
  private unwatch!: () => void;

  constructor(
    private readonly $element: JQLite,
    private readonly $document: angular.IDocumentService,
    private readonly $scope: angular.IScope,
    private readonly $state: StateService,
    private readonly $timeout: angular.ITimeoutService,
    private readonly dialogs: Dialogs,
    private readonly listPositions: ListPositions,
    private readonly lookup: ResourceLookup,
    private readonly session: Session,
    private readonly toasts: Toasts,
    private readonly typing: Typing,
    private readonly unsavedChanges: UnsavedChanges,
  ) {}

  $onInit(): void {
    const { name, plural, singular } = this.definition;
    this.resource = this.lookup(this.definition);
    this.form = new ResourceForm(this.definition);
    const { page, per_page } = this.listPositions.of(name) ?? {};
    this.back = { state: stateNames(name).list, params: { page, per_page }, label: capitalised(plural) };
    const id: string = this.$state.params['id'];
    this.heading = id === newRow ? `Add ${singular}` : `${capitalised(singular)} ${id}`;
    if (id !== newRow) {
      this.id = this.urlId = Number(id);
      this.load();
    }
    const unwatchLost = this.unsavedChanges.watch(() => this.answerLost, perhapsSaved);
    const unwatchDirty = this.unsavedChanges.watch(
      () => this.dirty,
      undefined,
      () => this.sending,
    );
    this.unwatch = () => {
      unwatchLost();
      unwatchDirty();
    };
    this.$document.on('keydown', this.onKey);
    document.addEventListener('visibilitychange', this.onVisible);
    this.$element.on('focusin', (event) => {
      if ((event.target as Element).matches('.form-control')) this.lastField = event.target as HTMLElement;
    });
    this.$scope.$on(transitionCancelled, () => !this.saving && this.showIdInUrl());
  }

  $onDestroy(): void {
    this.destroyed = true;
    this.unwatch();
    this.$document.off('keydown', this.onKey);
    document.removeEventListener('visibilitychange', this.onVisible);
  }

  get isNew(): boolean {
    return this.id === undefined;
  }

  get ready(): boolean {
    return this.isNew || this.loaded !== undefined;
  }

  get dirty(): boolean {
    return this.ready && (this.form.dirty || this.lost !== undefined);
  }

  /** Whether it is unknown if the shown values were saved. */
  private get answerLost(): boolean {
    return this.dirty && (this.lost !== undefined || this.creation?.lost === true);
  }

  get mayWrite(): boolean {
    return this.session.may('write');
  }

  /** Whether saving leads to another URL: the row is new, or replaces a deleted one. */
  private get addsRow(): boolean {
    return this.isNew || this.deleted || this.id !== this.urlId;
  }

  /** Whether the user is known, and may not write. */
  get readOnly(): boolean {
    return this.session.user !== undefined && !this.mayWrite;
  }

  /** A new or deleted row can always be saved, an existing one when something has changed. */
  get canSave(): boolean {
    return this.mayWrite && !this.saving && (this.isNew || this.deleted || this.dirty);
  }

  load(): void {
    this.loading = true;
    this.resource
      .get(this.id!)
      .then(
        (answer) => {
          this.loadFailure = undefined;
          this.show(answer);
        },
        (reason: unknown) => {
          const failure = failureOf(reason);
          if (failure.status === 404) this.missing = true;
          else this.loadFailure = failure;
        },
      )
      .finally(() => (this.loading = false));
  }

  save(): void {
    if (!this.canSave) return;
    const whole = this.isNew || this.deleted;
    const names = this.form.fields
      .map(({ name }) => name)
      .filter((name) => whole || this.form.isChanged(name) || this.lost?.names.includes(name));
    const sent = { names, drafts: { ...this.form.draft } };
    if (!this.form.validateAll(names)) this.showErrors(this.form.errors);
    else if (whole) this.create(sent);
    else this.update(sent);
  }

  get saveLabel(): string {
    if (this.saving) return 'Saving…';
    return this.deleted ? `Save as new ${this.definition.singular}` : 'Save';
  }

  remove(): void {
    const { singular } = this.definition;
    this.dialogs
      .confirm({
        title: `Delete this ${singular}?`,
        text: `${bidiIsolate(this.heading)} disappears from the list. Its history is kept: the API can restore it.`,
        confirm: `Delete ${singular}`,
        cancel: 'Keep it',
      })
      .then((agreed) => {
        if (!agreed) return undefined;
        return this.resource.remove(this.id!, this.loaded!.etag).then(
          () => this.removed(),
          (reason: unknown) => this.notRemoved(reason),
        );
      });
  }

  /** Goes back to the list. Asks before unsaved changes are lost. */
  cancel(): void {
    this.$state.go(this.back.state, this.back.params);
  }

  /** Validates a field on blur, except when a button gets the focus: the layout would move under the pointer. */
  onBlur(name: string, event: FocusEvent): void {
    if (this.form.isChanged(name) && !(event.relatedTarget instanceof HTMLButtonElement)) this.form.validate(name);
  }

  /** Keeps pasted line breaks, which an `<input>` would remove. With line breaks, the field becomes a `<textarea>`. */
  onPaste({ name, field }: ResourceForm['fields'][number], event: ClipboardEvent & { target: HTMLInputElement }): void {
    const pasted = (event.clipboardData?.getData('text/plain') ?? '').replace(/\r\n?/g, '\n');
    if (field.kind !== 'text' || !this.mayWrite || !pasted.trimEnd().includes('\n')) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.target;
    const before = value.slice(0, selectionStart ?? value.length) + pasted;
    this.form.draft[name] = before + value.slice(selectionEnd ?? value.length);
    this.form.clearError(name);
    this.$timeout(
      () => {
        const area = document.getElementById(this.inputId(name)) as HTMLTextAreaElement | null;
        area?.focus();
        area?.setSelectionRange(before.length, before.length);
      },
      0,
      false,
    );
  }

  inputId(name: string): string {
    return `field-${name}`;
  }

  describedBy(name: string): string {
    return ['error', 'remark', 'help'].map((part) => `${this.inputId(name)}-${part}`).join(' ');
  }

  focusField(name: string, event: Event): void {
    event.preventDefault();
    document.getElementById(this.inputId(name))?.focus();
  }

  private create(sent: Sent): void {
    const value = this.form.allValues();
    const earlier = this.creation;
    const same = JSON.stringify(earlier?.value) === JSON.stringify(value);
    if (earlier?.lost && !same) {
      this.completeCreation(earlier, sent);
      return;
    }
    const creation = earlier && same ? earlier : { ...sent, value, key: randomKey(), lost: false };
    this.creation = creation;
    this.send(this.resource.create(value, creation.key), sent, (reason) => (creation.lost = isOutcomeUnknown(reason)));
  }

  /**
   * Repeats an earlier request to add the row, which may have succeeded, and then updates the row to the current input.
   */
  private completeCreation(earlier: Creation, sent: Sent): void {
    this.send(
      this.resource.create(earlier.value, earlier.key).then((added) => {
        this.id = added.row.id;
        this.deleted = false;
        this.loaded = added;
        this.form.acceptLate(added.row, earlier.drafts);
        return this.form.dirty ? this.resource.update(added.row.id, this.form.changes(), added.etag) : added;
      }),
      sent,
    );
  }

  private update(sent: Sent): void {
    this.send(
      this.resource.update(this.id!, this.form.changes(sent.names), this.loaded!.etag),
      sent,
      (reason) => isOutcomeUnknown(reason) && (this.lost = sent),
    );
  }

  /** Waits for the response. The user can continue typing meanwhile. */
  private send(request: angular.IPromise<Stored<AnyValue>>, sent: Sent, failed?: (reason: unknown) => void): void {
    this.saving = true;
    this.problem = undefined;
    const ended = (): void => {
      this.saving = false;
      this.sending = undefined;
    };
    this.sending = request.finally(ended).then(
      (answer) => this.stored(answer, sent),
      (reason: unknown) => {
        failed?.(reason);
        return this.notSaved(reason);
      },
    );
  }

  /** The row was saved. Input since the request is a change of the saved row. */
  private stored(answer: Stored<AnyValue>, sent: Sent): void {
    const added = this.addsRow;
    this.id = answer.row.id;
    this.deleted = false;
    this.creation = undefined;
    this.form.accept(answer.row, sent.drafts);
    this.accepted(answer);
    this.reportSaved(added ? 'added' : 'saved', answer);
    if (!this.unsavedChanges.leaving) this.showIdInUrl();
  }

  /** Shows the id of an added row in the URL. Input and focus stay. */
  private showIdInUrl(): void {
    if (this.destroyed || this.id === this.urlId || this.deleted) return;
    this.urlId = this.id;
    this.$state.go(
      stateNames(this.definition.name).detail,
      { id: this.id },
      { location: 'replace', custom: { keepsView: true } },
    );
  }

  private notSaved(reason: unknown): unknown {
    const failure = failureOf(reason);
    if (this.destroyed) {
      this.toasts.error(`Not saved. ${failure.title}`, failure.text);
      return undefined;
    }
    // The role of the user may have been changed.
    if (failure.status === 403) this.session.refreshUser();
    if (failure.status === 412 && isResponse(reason)) return this.conflict(reason);
    if (failure.status === 404) {
      this.deleted = true;
      this.focusProblem();
      return undefined;
    }
    const known = Object.keys(failure.fields).filter((name) => name in this.definition.fields);
    const why = (name: string) => toSentence(this.definition.fields[name]!.label, failure.fields[name]!);
    if (known.length > 0) this.showErrors(Object.fromEntries(known.map((name) => [name, why(name)])));
    else {
      const { title, text, reference } = failure;
      const [outcome, advice] = isOutcomeUnknown(reason)
        ? ['Perhaps not saved.', ' Save again: nothing is stored twice.']
        : ['Not saved.', ''];
      this.report({ title: `${outcome} ${title}`, text: text + advice, reference, fields: [] });
    }
    return undefined;
  }

  private notRemoved(reason: unknown): unknown {
    const failure = failureOf(reason);
    const { singular } = this.definition;
    if (failure.status === 404) {
      this.toasts.info(`${bidiIsolate(this.heading)} was already deleted.`);
      this.leave();
      return undefined;
    }
    if (failure.status === 412 && isResponse(reason)) {
      return this.currentRow(reason).then((current) => {
        const conflict = this.form.conflictsWith(current.row);
        // With a conflict the old version is kept: saving then opens the conflict dialog.
        if (!conflict) {
          this.loaded = current;
          this.form.rebase(current.row);
        }
        this.report({
          title: `Not deleted. This ${singular} was changed meanwhile.`,
          text: conflict
            ? 'Save or undo your own changes before you delete it.'
            : 'Look at it once more before you delete it.',
          fields: [],
        });
      });
    }
    if (isOutcomeUnknown(reason)) return this.checkRemoved(failure);
    this.toasts.error(`Not deleted. ${failure.title}`, failure.text);
    return undefined;
  }

  /** The response to a deletion was lost: checks whether the row still exists. */
  private checkRemoved(failure: Failure): angular.IPromise<void> {
    return this.resource.get(this.id!).then(
      () => this.toasts.error(`Not deleted. ${failure.title}`, failure.text),
      (reason: unknown) => {
        if (failureOf(reason).status === 404) this.removed();
        else
          this.toasts.error(`Perhaps not deleted. ${failure.title}`, 'Load the page again to see whether it is there.');
      },
    );
  }

  private removed(): void {
    this.toasts.success(`${capitalised(this.definition.singular)} deleted.`, this.heading);
    this.leave();
  }

  /** The row was changed meanwhile: the user chooses between the versions, field by field. */
  private conflict(response: angular.IHttpResponse<unknown>): angular.IPromise<void> {
    return this.currentRow(response)
      .then((theirs) => {
        const { lost } = this;
        if (lost && this.form.matches(theirs.row, lost.names, lost.drafts)) {
          // The lost request was carried out. Input since then is a change of the stored row.
          this.form.acceptLate(theirs.row, lost.drafts);
          this.accepted(theirs);
          if (this.dirty) this.save();
          else this.reportSaved('saved', theirs);
          return undefined;
        }
        this.lost = undefined;
        if (this.form.isStoredIn(theirs.row)) {
          this.show(theirs);
          this.reportSaved('saved', theirs);
          return undefined;
        }
        return this.typing
          .whenPaused()
          .then(() =>
            this.dialogs.open<Resolution>(
              'flConflictDialog',
              { form: this.form, theirs: theirs.row, own: this.isOwn(theirs) },
              { size: 'lg' },
            ),
          )
          .then((resolution) => {
            if (!resolution) return; // back to editing
            this.loaded = theirs;
            this.form.resolve(theirs.row, resolution);
            if (this.form.dirty) this.save();
            else {
              this.show(theirs);
              this.toasts.info('Nothing left to save.', 'The other version stays as it is.');
            }
          });
      })
      .catch((reason: unknown) => void this.notSaved(reason));
  }

  /** Whether the same user saved that version: in another tab, or by a script. */
  private isOwn(version: Stored<AnyValue>): boolean {
    return version.changedBy !== undefined && version.changedBy === this.session.user?.id;
  }

  /** The current row: from the response, otherwise it is requested. */
  private currentRow(response: angular.IHttpResponse<unknown>): angular.IPromise<Stored<AnyValue>> {
    const current = currentOf<AnyValue>(response);
    return current ? this.$timeout(() => current, 0) : this.resource.get(this.id!);
  }

  private show(answer: Stored<AnyValue>): void {
    this.form.load(answer.row);
    this.accepted(answer);
  }

  /** Called when the form shows this version of the row. */
  private accepted(answer: Stored<AnyValue>): void {
    this.loaded = answer;
    this.lost = undefined;
    this.problem = undefined;
    if (this.destroyed) return;
    const title = this.form.toDraft(this.definition.title, answer.row);
    this.heading = String(title).trim() || `${capitalised(this.definition.singular)} ${answer.row.id}`;
    document.title = `${bidiIsolate(this.heading.slice(0, 80))} – Flangular`;
  }

  private reportSaved(what: 'saved' | 'added', answer: Stored<AnyValue>): void {
    const name = String(this.form.toDraft(this.definition.title, answer.row));
    this.toasts.success(`${capitalised(this.definition.singular)} ${what}.`, name);
  }

  private showErrors(errors: Readonly<Record<string, string>>): void {
    this.form.errors = { ...errors };
    const fields = this.form.fields.map(({ name }) => name).filter((name) => name in errors);
    const count = fields.length === 1 ? 'One field needs a look:' : `${fields.length} fields need a look:`;
    this.report({ title: `Not saved. ${count}`, text: '', fields });
  }

  private report(problem: Problem): void {
    this.problem = problem;
    this.focusProblem();
  }

  private focusProblem(): void {
    this.$timeout(() => this.$element[0]!.querySelector<HTMLElement>('.fl-problem')?.focus(), 0, false);
  }

  /** Goes back to the list without asking: a deleted row cannot be saved. */
  private leave(): void {
    this.unwatch();
    this.cancel();
  }

  /** Gives the focus back to the field when a message took it: further key strokes are meant for the field. */
  private refocusLastField(): void {
    const active = document.activeElement;
    const nowhere = active === null || active === document.body || active.matches('.fl-problem');
    if (nowhere && !document.querySelector('.modal')) this.lastField?.focus();
  }

  /** Reloads the row when the page becomes visible: it may have been changed elsewhere meanwhile. */
  private readonly onVisible = (): void => {
    if (document.visibilityState === 'visible' && this.mayReload) this.$scope.$applyAsync(() => this.reload());
  };

  /** Whether a newer version of the row can be shown without losing input. */
  private get mayReload(): boolean {
    const shown = this.loaded !== undefined && !this.deleted && !this.destroyed;
    return shown && !this.dirty && !this.saving && !document.querySelector('.modal');
  }

  private reload(): void {
    const { loaded } = this;
    this.resource.get(this.id!).then(
      (answer) => {
        if (this.mayReload && this.loaded === loaded && answer.etag !== loaded?.etag) this.show(answer);
      },
      (reason: unknown) => {
        // Keep what is shown, unless the row does not exist any more.
        const gone = failureOf(reason).status === 404;
        if (gone && this.mayReload && this.loaded === loaded) {
          this.missing = true;
          this.loaded = undefined;
        }
      },
    );
  }

  private readonly onKey = (event: {
    key?: string;
    ctrlKey?: boolean;
    metaKey?: boolean;
    preventDefault(): void;
  }): void => {
    if (event.key?.length === 1 && !event.ctrlKey && !event.metaKey) this.refocusLastField();
    if (event.key?.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!document.querySelector('.modal')) this.$scope.$applyAsync(() => this.save());
  };
}

/** 128 random bits. `crypto.randomUUID` exists on HTTPS and localhost only. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const resourceDetail: angular.IComponentOptions = {
  template,
  bindings: { definition: '<' },
  controller: ResourceDetailController,
};
