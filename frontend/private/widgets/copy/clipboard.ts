import type { IPromise, IQService } from 'angular';

/** The service `clipboard`. */
export class Clipboard {
  static readonly $inject = ['$q', '$window'];

  constructor(
    private readonly $q: IQService,
    private readonly $window: Window,
  ) {}

  /** Copies a text. Resolves with false when the browser does not allow it, for example without TLS. */
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
