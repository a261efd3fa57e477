import type { IPromise, IQService } from 'angular';
import type { Dialogs } from './dialogs';

/** Knows whether a view holds work that is not saved, and asks before it is left. */
export class UnsavedChanges {
  static readonly $inject = ['$window', '$q', 'dialogs'];
  private isDirty: (() => boolean) | undefined;

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

  /** Watches one view. The result ends it. */
  watch(isDirty: () => boolean): () => void {
    this.isDirty = isDirty;
    return () => {
      if (this.isDirty === isDirty) this.isDirty = undefined;
    };
  }

  get any(): boolean {
    return this.isDirty?.() ?? false;
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
        if (leave) this.isDirty = undefined;
        return leave;
      });
  }
}
