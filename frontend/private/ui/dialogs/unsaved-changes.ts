import type { IPromise, IQService, IScope } from 'angular';
import { escapeReason, type Confirmation, type Dialogs } from './dialogs';

const unsaved: Confirmation = {
  title: 'Leave without saving?',
  text: 'What you changed here is not saved yet.',
  confirm: 'Discard changes',
  cancel: 'Keep editing',
};

/** Broadcast on `$rootScope` when a transition was cancelled and the view stays. */
export const transitionCancelled = 'fl:transition-cancelled';

/** The question after a save whose response was lost. */
export const perhapsSaved: Confirmation = {
  title: 'Leave without knowing whether it was saved?',
  text: 'What you changed here may have been saved: the server did not answer. Save again to be sure.',
  confirm: 'Leave',
  cancel: 'Stay here',
};

/** The question while a secret is shown, which the server stores only as a hash. */
export const shownOnce: Confirmation = {
  title: 'Have you saved it?',
  text: 'What this page shows now is shown only once. It is valid, and nobody can show it again.',
  confirm: 'Leave',
  cancel: 'Stay here',
};

interface Watched {
  readonly question: Confirmation;
  readonly saving: () => IPromise<unknown> | undefined;
}

/** The service `unsavedChanges`: asks before unsaved input is lost. */
export class UnsavedChanges {
  static readonly $inject = ['$window', '$q', 'dialogs'];
  /** Whether leaving the page waits for the response to a save. */
  leaving = false;
  private readonly watched = new Map<() => boolean, Watched>();
  /** Settles when the open confirmation dialog is closed. There is only one at a time. */
  private asking: IPromise<boolean> | undefined;

  constructor(
    $window: Window,
    private readonly $q: IQService,
    private readonly dialogs: Dialogs,
  ) {
    // When the tab is closed or reloaded, only the browser may ask.
    $window.addEventListener('beforeunload', (event) => {
      if (this.hasChanges) event.preventDefault();
    });
  }

  /**
   * Asks this question before the page is left while `isDirty` is true. Returns a function that removes the check.
   *
   * @param saving settles when the response to the current save arrives; undefined while nothing is being saved
   */
  watch(isDirty: () => boolean, question = unsaved, saving: Watched['saving'] = () => undefined): () => void {
    this.watched.set(isDirty, { question, saving });
    return () => void this.watched.delete(isDirty);
  }

  /** The same for the input of a dialog. Neither Esc nor going back discards it. */
  watchDialog(scope: IScope, isDirty: () => boolean): void {
    scope.$on('$destroy', this.watch(isDirty));
    // The parent is the scope of the dialog, whose listeners are called first.
    scope.$parent!.$on('modal.closing', (event, reason) => {
      if (reason === escapeReason && isDirty()) event.preventDefault();
    });
  }

  get hasChanges(): boolean {
    return this.question !== undefined;
  }

  /** The question to ask before the page is left; undefined when nothing would be lost. */
  private get question(): Confirmation | undefined {
    return [...this.watched].find(([isDirty]) => isDirty())?.[1].question;
  }

  /** Resolves with true when nothing would be lost, or the user agrees. Waits for the response to the current save. */
  confirmLeaving(): IPromise<boolean> {
    const saving = [...this.watched.values()].map((watched) => watched.saving()).find(Boolean);
    if (saving) {
      // What was sent may be saved already.
      this.leaving = true;
      return saving.finally(() => (this.leaving = false)).then(() => this.confirmLeaving());
    }
    return this.confirmDiscarding();
  }

  /** The same without waiting for the current save, whose response may never arrive. */
  confirmDiscarding(): IPromise<boolean> {
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private ask(): IPromise<boolean> {
    const { question } = this;
    if (!question) return this.$q.resolve(true);
    return this.dialogs.confirm(question).then((leave) => {
      // A response may have arrived meanwhile, such as a secret that is shown once.
      if (leave && this.question && this.question !== question) return this.ask();
      if (leave) this.watched.clear();
      return leave;
    });
  }
}
