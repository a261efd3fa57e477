import type { IPromise, IQService, IScope } from 'angular';
import { byEsc, type Confirmation, type Dialogs } from './dialogs';

const unsaved: Confirmation = {
  title: 'Leave without saving?',
  text: 'What you changed here is not saved yet.',
  confirm: 'Discard changes',
  cancel: 'Keep editing',
};

/** Broadcast on `$rootScope` when a transition was cancelled and the view stays. */
export const transitionCancelled = 'fl:transition-cancelled';

/** For a request whose response was lost. */
export const perhapsSaved: Confirmation = {
  title: 'Leave without knowing whether it was saved?',
  text: 'What you changed here may have been saved: the server did not answer. Save again to be sure.',
  confirm: 'Leave',
  cancel: 'Stay here',
};

/** For a secret that the server stores only as a hash. */
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

/** Knows whether anything on the page is work that is not saved, and asks before it is left. */
export class UnsavedChanges {
  static readonly $inject = ['$window', '$q', 'dialogs'];
  /** Whether the page is about to be left: that waits until what is being saved has been answered. */
  leaving = false;
  private readonly watched = new Map<() => boolean, Watched>();
  /** The answer to the question that is open: there is only one, however many ask. */
  private asking: IPromise<boolean> | undefined;

  constructor(
    $window: Window,
    private readonly $q: IQService,
    private readonly dialogs: Dialogs,
  ) {
    // Closing the tab, reloading, leaving the application: only the browser may ask here.
    $window.addEventListener('beforeunload', (event) => {
      if (this.any) event.preventDefault();
    });
  }

  /**
   * Watches a view or a part of one, and asks this before it is left. The result ends it.
   *
   * @param saving settles when what is being saved has been answered; undefined while nothing is
   */
  watch(isDirty: () => boolean, question = unsaved, saving: Watched['saving'] = () => undefined): () => void {
    this.watched.set(isDirty, { question, saving });
    return () => void this.watched.delete(isDirty);
  }

  /** Watches what is typed in a dialog, too: neither Esc nor going back may throw it away. */
  watchDialog(scope: IScope, isDirty: () => boolean): void {
    scope.$on('$destroy', this.watch(isDirty));
    // The parent is the scope of the dialog, whose listeners are asked before those of its parts.
    scope.$parent!.$on('modal.closing', (event, reason) => {
      if (reason === byEsc && isDirty()) event.preventDefault();
    });
  }

  get any(): boolean {
    return this.question !== undefined;
  }

  /** What to ask before the page is left; undefined when nothing would be lost. */
  private get question(): Confirmation | undefined {
    return [...this.watched].find(([isDirty]) => isDirty())?.[1].question;
  }

  /** True when nothing would be lost, or the person agrees to lose it; then nobody asks again. */
  confirmLeaving(): IPromise<boolean> {
    const saving = [...this.watched.values()].map((watched) => watched.saving()).find(Boolean);
    if (saving) {
      // What has been sent can neither be discarded nor called unsaved.
      this.leaving = true;
      return saving.finally(() => (this.leaving = false)).then(() => this.confirmLeaving());
    }
    return this.confirmDiscarding();
  }

  /** The same, whatever is being saved: its answer may never come. */
  confirmDiscarding(): IPromise<boolean> {
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private ask(): IPromise<boolean> {
    const { question } = this;
    if (!question) return this.$q.resolve(true);
    return this.dialogs.confirm(question).then((leave) => {
      // An answer may have arrived meanwhile, such as a secret that is shown once.
      if (leave && this.question && this.question !== question) return this.ask();
      if (leave) this.watched.clear();
      return leave;
    });
  }
}
