/** The service `navigation`: leaves the single-page application. Tests replace it. */
export class Navigation {
  static readonly $inject = ['$window'];

  constructor(private readonly $window: Window) {}

  leaveTo(url: string): void {
    this.$window.location.assign(url);
  }

  reload(): void {
    this.$window.location.reload();
  }
}
