import type { IPromise, IQService } from 'angular';
import type { Confirmation, Dialogs } from './dialogs';

const unsaved: Confirmation = {
  title: 'Leave without saving?',
  text: 'What you changed here is not saved yet.',
  confirm: 'Discard changes',
  cancel: 'Keep editing',
};

/** For a secret that the server stores only as a hash. */
export const shownOnce: Confirmation = {
  title: 'Have you saved it?',
  text: 'What this page shows now is shown only once. It is valid, and nobody can show it again.',
  confirm: 'Leave',
  cancel: 'Stay here',
};

/** Knows whether anything on the page is work that is not saved, and asks before it is left. */
export class UnsavedChanges {
  static readonly $inject = ['$window', '$q', 'dialogs'];
  private readonly watched = new Map<() => boolean, Confirmation>();

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

  /** Watches a view or a part of one, and asks this before it is left. The result ends it. */
  watch(isDirty: () => boolean, question = unsaved): () => void {
    this.watched.set(isDirty, question);
    return () => void this.watched.delete(isDirty);
  }

  get any(): boolean {
    return this.question !== undefined;
  }

  /** What to ask before the page is left; undefined when nothing would be lost. */
  private get question(): Confirmation | undefined {
    return [...this.watched].find(([isDirty]) => isDirty())?.[1];
  }

  /** True when nothing would be lost, or the person agrees to lose it; then nobody asks again. */
  confirmLeaving(): IPromise<boolean> {
    const { question } = this;
    if (!question) return this.$q.resolve(true);
    return this.dialogs.confirm(question).then((leave) => {
      if (leave) this.watched.clear();
      return leave;
    });
  }
}
