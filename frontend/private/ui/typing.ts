import type { IPromise, ITimeoutService } from 'angular';

const pauseMillis = 800;

/** The service `typing`: detects whether the user types. A dialog that opens would take the focus from the field. */
export class Typing {
  static readonly $inject = ['$timeout'];
  private last = 0;

  constructor(private readonly $timeout: ITimeoutService) {
    document.addEventListener('beforeinput', () => (this.last = Date.now()), true);
  }

  /** Resolves when the user has not typed for a moment. */
  whenPaused(): IPromise<void> {
    const rest = this.last + pauseMillis - Date.now();
    return rest > 0 ? this.$timeout(() => this.whenPaused(), rest) : this.$timeout(() => undefined, 0);
  }
}
