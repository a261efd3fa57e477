import type { IPromise, ITimeoutService } from 'angular';

const pauseMillis = 800;

/** Knows when the person types. A dialog would take the focus, and with it the characters that are meant for a field. */
export class Typing {
  static readonly $inject = ['$timeout'];
  private last = 0;

  constructor(private readonly $timeout: ITimeoutService) {
    document.addEventListener('beforeinput', () => (this.last = Date.now()), true);
  }

  /** Waits until the person pauses. */
  pause(): IPromise<void> {
    const rest = this.last + pauseMillis - Date.now();
    return rest > 0 ? this.$timeout(() => this.pause(), rest) : this.$timeout(() => undefined, 0);
  }
}
