import type { INgModelController } from 'angular';
import template from './field.html?raw';
import type { Submission } from './submission';

/**
 * `<fl-field form="$ctrl.form" field="name" label="Name" help="…"><input id="…" ng-model="…" /></fl-field>`: an input
 * with its label, its validation error and a help text. `field` is the name in {@link Submission.errors}. Editing the
 * input removes its error.
 */
class FieldController {
  static readonly $inject = ['$element', '$scope'];
  readonly form!: Submission;
  readonly field!: string;
  readonly help: string | undefined;
  /** The id of the input. */
  id: string | undefined;

  constructor(
    private readonly $element: JQLite,
    private readonly $scope: angular.IScope,
  ) {
    $element.addClass('fl-field');
  }

  $postLink(): void {
    const input = this.$element.find('input');
    this.id = input.attr('id');
    const description = [`${this.id}-error`, input.attr('aria-describedby'), this.help && `${this.id}-help`];
    input.attr('aria-describedby', description.filter(Boolean).join(' '));
    const model = input.controller('ngModel') as INgModelController;
    model.$viewChangeListeners.push(() => this.form.clearError(this.field));
    // Input during the request would be lost when the response arrives.
    this.$scope.$watch(
      () => this.form.busy,
      (busy, before) => {
        if (busy !== before) input.prop('readOnly', busy);
      },
    );
    this.$scope.$watch(
      () => this.error,
      (error) => {
        input.toggleClass('is-invalid', !!error);
        if (error) input.attr('aria-invalid', 'true');
        else input.removeAttr('aria-invalid');
      },
    );
  }

  get error(): string | undefined {
    return this.form.errors[this.field];
  }
}

export const field: angular.IComponentOptions = {
  template,
  transclude: true,
  bindings: { form: '<', field: '@', label: '@', optional: '<', help: '@' },
  controller: FieldController,
};
