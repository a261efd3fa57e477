import type { IPromise, IQService } from 'angular';
import type { Dialogs } from './dialogs';

/** Knows whether anything on the page is work that is not saved, and asks before it is left. */
export class UnsavedChanges {
  static readonly $inject = ['$window', '$q', 'dialogs'];
  private readonly watched = new Set<() => boolean>();

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

  /** Watches a view or a part of one. The result ends it. */
  watch(isDirty: () => boolean): () => void {
    this.watched.add(isDirty);
    return () => void this.watched.delete(isDirty);
  }

  get any(): boolean {
    return [...this.watched].some((isDirty) => isDirty());
  }

  /** True when nothing would be lost, or the person agrees to lose it; then nobody asks again. */
  confirmLeaving(): IPromise<boolean> {
    if (!this.any) return this.$q.resolve(true);
    return this.dialogs
      .confirm({
        title: 'Leave without saving?',
        text: 'What you changed here is not saved yet.',
        confirm: 'Discard changes',
        cancel: 'Keep editing',
      })
      .then((leave) => {
        if (leave) this.watched.clear();
        return leave;
      });
  }
}
