import type { INgModelController } from 'angular';

/** For an element with `ng-model` whose template has the control: hands the value in, and out when it is changed. */
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
