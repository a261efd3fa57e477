import type { IPromise } from 'angular';
import { type Failure, failureOf, sentence } from '../http/failure';
import type { Focus } from '../ui/focus';

/**
 * What becomes of sending a form: whether it is under way, which fields were refused, and why it failed otherwise. What
 * was typed is none of its business, so a failure cannot lose it.
 */
export class Submission {
  busy = false;
  /** Why a field was refused, by its name. */
  errors: Record<string, string> = {};
  /** Why the whole was refused. */
  failure: Failure | undefined;

  /**
   * @param labels how the fields are called, by the names that the server knows them by
   * @param focusProblem moves the focus to the first field that was refused, or else to the message
   */
  constructor(
    private readonly labels: Readonly<Record<string, string>>,
    private readonly focusProblem: () => void,
  ) {}

  /** Refuses before anything is sent; whether there was nothing to refuse. */
  check(errors: Readonly<Record<string, string | undefined>>): boolean {
    this.clear();
    for (const [field, error] of Object.entries(errors)) if (error) this.errors[field] = error;
    const good = Object.keys(this.errors).length === 0;
    if (!good) this.focusProblem();
    return good;
  }

  /** Waits for the answer. */
  send<T>(request: IPromise<T>, done: (answer: T) => void): void {
    this.clear();
    this.busy = true;
    request.finally(() => (this.busy = false)).then(done, (reason: unknown) => this.refuse(failureOf(reason)));
  }

  /** Forgets the finding about a field, because it is being changed. */
  forgive(field: string): void {
    delete this.errors[field];
  }

  /** Forgets all findings. */
  clear(): void {
    this.errors = {};
    this.failure = undefined;
  }

  private refuse(failure: Failure): void {
    for (const [field, text] of Object.entries(failure.fields)) {
      const label = this.labels[field];
      if (label !== undefined) this.errors[field] = sentence(label, text);
    }
    if (Object.keys(this.errors).length === 0) this.failure = failure;
    this.focusProblem();
  }
}

/** The service `submission`: a new one for the form within an element. */
export type Submissions = (element: JQLite, labels: Readonly<Record<string, string>>) => Submission;

export function submissions(focus: Focus): Submissions {
  return (element, labels) => new Submission(labels, () => focus(element, '[aria-invalid="true"], .fl-problem'));
}
submissions.$inject = ['focus'];
