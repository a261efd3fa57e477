import type { IPromise, ITimeoutService } from 'angular';
import type { Toasts } from '../../ui/toasts/toasts';
import type { Clipboard } from './clipboard';
import template from './copy.html?raw';

const saidFor = 2000;

/** `<fl-copy text="…" label="Copy">`: a copy button. With `small`, only screen readers see the label. */
class CopyController {
  static readonly $inject = ['$timeout', 'clipboard', 'toasts'];
  readonly text!: string;
  readonly label!: string;
  readonly small: boolean | undefined;
  copied = false;
  private timer: IPromise<void> | undefined;

  constructor(
    private readonly $timeout: ITimeoutService,
    private readonly clipboard: Clipboard,
    private readonly toasts: Toasts,
  ) {}

  $onDestroy(): void {
    if (this.timer) this.$timeout.cancel(this.timer);
  }

  copy(): void {
    this.clipboard.copy(this.text).then((copied) => {
      if (!copied) {
        this.toasts.error('Not copied.', 'The browser does not allow it. Select the text and copy it yourself.');
        return;
      }
      this.copied = true;
      if (this.timer) this.$timeout.cancel(this.timer);
      this.timer = this.$timeout(() => void (this.copied = false), saidFor);
    });
  }
}

export const copy: angular.IComponentOptions = {
  template,
  bindings: { text: '<', label: '@', small: '<' },
  controller: CopyController,
};
