import type { IPromise } from 'angular';
import { describe, expect, it } from 'vitest';
import { Submission } from './submission';

/** A promise that has its outcome at once, like those of `$http` within a digest. */
function answered(outcome: { data: unknown } | { status: number; body?: object }): IPromise<unknown> {
  const response = 'status' in outcome ? { status: outcome.status, data: outcome.body ?? {}, config: {} } : undefined;
  const promise = {
    finally: (always: () => void) => {
      always();
      return promise;
    },
    then: (done: (data: unknown) => void, failed: (reason: unknown) => void) =>
      response ? failed(response) : done((outcome as { data: unknown }).data),
  };
  return promise as unknown as IPromise<unknown>;
}

describe('submitting a form', () => {
  let focused = 0;
  const form = () => {
    focused = 0;
    return new Submission({ name: 'Name', ends: 'Last day' }, () => void focused++);
  };
  const refused = (errors: object) => answered({ status: 400, body: { message: 'No.', validation_errors: errors } });

  it('passes the response on', () => {
    const answers: unknown[] = [];
    const sent = form();
    sent.send(answered({ data: 7 }), (answer) => answers.push(answer));
    expect(answers).toEqual([7]);
    expect(sent.busy).toBe(false);
  });

  it('shows validation errors as sentences', () => {
    const sent = form();
    sent.send(refused({ name: 'must not be empty', ends: 'This day is gone.', other: 'is not known' }), () => {});
    expect(sent.errors).toEqual({ name: 'Name must not be empty.', ends: 'This day is gone.' });
    expect(sent.failure).toBeUndefined();
    expect(focused).toBe(1);
    sent.clearError('name');
    expect(sent.errors).toEqual({ ends: 'This day is gone.' });
  });

  it('shows the message of the server when no field is invalid', () => {
    const sent = form();
    sent.send(answered({ status: 400, body: { message: 'You have 50 tokens, which is the most.' } }), () => {});
    expect(sent.errors).toEqual({});
    expect(sent.failure?.text).toBe('You have 50 tokens, which is the most.');
    sent.send(answered({ data: 7 }), () => {});
    expect(sent.failure).toBeUndefined();
  });

  it('validates before it is sent', () => {
    const sent = form();
    expect(sent.validate({ name: undefined })).toBe(true);
    expect(focused).toBe(0);
    expect(sent.validate({ name: 'Enter a name.', ends: undefined })).toBe(false);
    expect(sent.errors).toEqual({ name: 'Enter a name.' });
    expect(focused).toBe(1);
  });
});
