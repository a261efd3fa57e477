/** Leaves the single-page application: what these do, the browser does, and a test can watch. */
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
