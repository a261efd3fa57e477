import type { INgModelController } from 'angular';

/** The controller of a component with `ng-model` whose template contains the native control. */
export class NgModelWrapper {
  readonly model!: INgModelController;
  value: unknown;

  $onInit(): void {
    this.model.$render = () => void (this.value = this.model.$viewValue);
  }

  change(): void {
    this.model.$setViewValue(this.value);
  }
}
