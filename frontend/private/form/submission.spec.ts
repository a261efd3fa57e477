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

describe('sending a form', () => {
  let focused = 0;
  const form = () => {
    focused = 0;
    return new Submission({ name: 'Name', ends: 'Last day' }, () => void focused++);
  };
  const refused = (errors: object) => answered({ status: 400, body: { message: 'No.', validation_errors: errors } });

  it('hands the answer on', () => {
    const answers: unknown[] = [];
    const sent = form();
    sent.send(answered({ data: 7 }), (answer) => answers.push(answer));
    expect(answers).toEqual([7]);
    expect(sent.busy).toBe(false);
  });

  it('says what was refused as sentences, whether they come as such or continue the name of the field', () => {
    const sent = form();
    sent.send(refused({ name: 'must not be empty', ends: 'This day is gone.', other: 'is not known' }), () => {});
    expect(sent.errors).toEqual({ name: 'Name must not be empty.', ends: 'This day is gone.' });
    expect(sent.failure).toBeUndefined();
    expect(focused).toBe(1);
    sent.forgive('name');
    expect(sent.errors).toEqual({ ends: 'This day is gone.' });
  });

  it('says why all of it was refused when no field is to blame', () => {
    const sent = form();
    sent.send(answered({ status: 400, body: { message: 'You have 50 tokens, which is the most.' } }), () => {});
    expect(sent.errors).toEqual({});
    expect(sent.failure?.text).toBe('You have 50 tokens, which is the most.');
    sent.send(answered({ data: 7 }), () => {});
    expect(sent.failure).toBeUndefined();
  });

  it('refuses before anything is sent', () => {
    const sent = form();
    expect(sent.check({ name: undefined })).toBe(true);
    expect(focused).toBe(0);
    expect(sent.check({ name: 'Enter a name.', ends: undefined })).toBe(false);
    expect(sent.errors).toEqual({ name: 'Enter a name.' });
    expect(focused).toBe(1);
  });
});
