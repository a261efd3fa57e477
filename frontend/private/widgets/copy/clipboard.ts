import type { IPromise, IQService } from 'angular';

/** Puts text on the clipboard. */
export class Clipboard {
  static readonly $inject = ['$q', '$window'];

  constructor(
    private readonly $q: IQService,
    private readonly $window: Window,
  ) {}

  /** Whether it is there now: browsers refuse it on plain HTTP, and people can forbid it. */
  copy(text: string): IPromise<boolean> {
    const clipboard: globalThis.Clipboard | undefined = this.$window.navigator.clipboard;
    if (!clipboard) return this.$q.resolve(false);
    return this.$q((resolve) => {
      clipboard.writeText(text).then(
        () => resolve(true),
        () => resolve(false),
      );
    });
  }
}
