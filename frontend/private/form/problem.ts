import { type Failure, outcome } from '../http/failure';
import template from './problem.html?raw';

/** `<fl-problem failure="…" lead="Not saved.">`: why something failed, or perhaps failed. */
export const problem: angular.IComponentOptions = {
  template,
  bindings: { failure: '<', lead: '@' },
  controller: class {
    readonly failure!: Failure;
    readonly lead!: string;

    get title(): string {
      return `${outcome(this.lead, this.failure)} ${this.failure.title}`;
    }
  },
};
