import { type Failure, outcomeTitle } from '../http/failure';
import template from './problem.html?raw';

/** `<fl-problem failure="…" lead="Not saved.">`: an error message, also for an unknown outcome. */
export const problem: angular.IComponentOptions = {
  template,
  bindings: { failure: '<', lead: '@' },
  controller: class {
    readonly failure!: Failure;
    readonly lead!: string;

    get title(): string {
      return `${outcomeTitle(this.lead, this.failure)} ${this.failure.title}`;
    }
  },
};
