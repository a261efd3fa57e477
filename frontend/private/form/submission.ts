import type { IPromise } from 'angular';
import { type Failure, failureOf, toSentence } from '../http/failure';
import type { Focus } from '../ui/focus';

/**
 * The state of submitting a form: whether it is in progress, the errors of the fields, and why it failed otherwise. It
 * does not hold the input, so a failure cannot lose any.
 */
export class Submission {
  busy = false;
  /** The validation errors by field name. */
  errors: Record<string, string> = {};
  /** Why the request failed, when no field is the reason. */
  failure: Failure | undefined;

  /**
   * @param labels the labels of the fields by the names that the server uses
   * @param focusProblem moves the focus to the first invalid field, or else to the error message
   */
  constructor(
    private readonly labels: Readonly<Record<string, string>>,
    private readonly focusProblem: () => void,
  ) {}

  /** Shows the errors that are found before the form is sent. Returns whether there are none. */
  validate(errors: Readonly<Record<string, string | undefined>>): boolean {
    this.clear();
    for (const [field, error] of Object.entries(errors)) if (error) this.errors[field] = error;
    const valid = Object.keys(this.errors).length === 0;
    if (!valid) this.focusProblem();
    return valid;
  }

  /** Waits for the response of a request, and shows its errors. */
  send<T>(request: IPromise<T>, done: (answer: T) => void): void {
    this.clear();
    this.busy = true;
    request.finally(() => (this.busy = false)).then(done, (reason: unknown) => this.showFailure(failureOf(reason)));
  }

  /** Removes the error of a field, because the user edits it. */
  clearError(field: string): void {
    delete this.errors[field];
  }

  /** Removes all errors. */
  clear(): void {
    this.errors = {};
    this.failure = undefined;
  }

  private showFailure(failure: Failure): void {
    for (const [field, text] of Object.entries(failure.fields)) {
      const label = this.labels[field];
      if (label !== undefined) this.errors[field] = toSentence(label, text);
    }
    if (Object.keys(this.errors).length === 0) this.failure = failure;
    this.focusProblem();
  }
}

/** The service `submission`: creates the {@link Submission} of the form in an element. */
export type Submissions = (element: JQLite, labels: Readonly<Record<string, string>>) => Submission;

export function submissions(focus: Focus): Submissions {
  return (element, labels) => new Submission(labels, () => focus(element, '[aria-invalid="true"], .fl-problem'));
}
submissions.$inject = ['focus'];
