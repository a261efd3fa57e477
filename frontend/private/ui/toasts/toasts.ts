import type { IPromise, ITimeoutService } from 'angular';
import { type Failure, outcomeTitle } from '../../http/failure';
import template from './toasts.html?raw';

/** A short message at the edge of the window. */
export interface Toast {
  readonly tone: 'success' | 'info' | 'danger';
  readonly title: string;
  readonly text: string;
}

const mostShown = 3;
const shownFor = 6000;

/** The service `toasts`. Errors stay until they are closed, other messages disappear. */
export class Toasts {
  static readonly $inject = ['$timeout'];
  readonly shown: Toast[] = [];
  private readonly timers = new Map<Toast, IPromise<void>>();

  constructor(private readonly $timeout: ITimeoutService) {}

  success(title: string, text = ''): void {
    this.show({ tone: 'success', title, text });
  }

  info(title: string, text = ''): void {
    this.show({ tone: 'info', title, text });
  }

  error(title: string, text = ''): void {
    this.show({ tone: 'danger', title, text });
  }

  /** Shows a failed request: "Not saved.", or "Perhaps not saved." when the outcome is unknown. */
  failed(not: string, failure: Failure): void {
    this.error(`${outcomeTitle(not, failure)} ${failure.title}`, failure.text);
  }

  close(toast: Toast): void {
    const index = this.shown.indexOf(toast);
    if (index >= 0) this.shown.splice(index, 1);
    this.stop(toast);
  }

  /** Stops the timers, while the pointer or the focus is in a toast. */
  pause(): void {
    for (const toast of this.shown) this.stop(toast);
  }

  resume(): void {
    for (const toast of this.shown) this.start(toast);
  }

  private show(toast: Toast): void {
    // A repeated message replaces the first one.
    const same = this.shown.find((other) => other.title === toast.title && other.text === toast.text);
    if (same) this.close(same);
    this.shown.push(toast);
    while (this.shown.length > mostShown) {
      this.close(this.shown.find(({ tone }) => tone !== 'danger') ?? this.shown[0]!);
    }
    this.start(toast);
  }

  private start(toast: Toast): void {
    this.stop(toast);
    if (toast.tone !== 'danger')
      this.timers.set(
        toast,
        this.$timeout(() => this.close(toast), shownFor),
      );
  }

  private stop(toast: Toast): void {
    const timer = this.timers.get(toast);
    if (timer) this.$timeout.cancel(timer);
    this.timers.delete(toast);
  }
}

/** `<fl-toasts>`: shows the toasts. F8 moves the focus there. */
export const toastList: angular.IComponentOptions = {
  template,
  controller: class {
    static readonly $inject = ['$element', '$document', 'toasts'];
    readonly icons = { success: 'circle-check', info: 'circle-alert', danger: 'circle-alert' };

    constructor(
      private readonly $element: JQLite,
      private readonly $document: angular.IDocumentService,
      readonly toasts: Toasts,
    ) {}

    $onInit(): void {
      this.$document.on('keydown', this.onKey);
    }

    $onDestroy(): void {
      this.$document.off('keydown', this.onKey);
    }

    private readonly onKey = (event: { key?: string; preventDefault(): void }): void => {
      if (event.key !== 'F8' || this.toasts.shown.length === 0) return;
      event.preventDefault();
      this.$element[0]!.querySelector('button')?.focus();
    };
  },
};
