import type { IHttpResponse } from 'angular';
import { describe, expect, it } from 'vitest';
import { explainFailure, outcomeTitle } from './failure';

function response(status: number, data: unknown = {}, headers: Record<string, string> = {}): IHttpResponse<unknown> {
  return { status, data, headers: (name?: string) => headers[name ?? ''], config: {} } as never;
}

describe('explainFailure', () => {
  it.each([-1, 400, 401, 403, 404, 412, 413, 415, 418, 428, 429, 500, 503])('explains status %i', (status) => {
    const { title, text } = explainFailure(response(status, { message: 'From the server.' }));
    expect(title).toMatch(/^[A-Z].*\.$/);
    expect(text).toMatch(/^[A-Z].*\.$/);
  });

  it('says when to try again', () => {
    expect(explainFailure(response(429, {}, { 'Retry-After': '27' })).text).toBe('Try again in 27 seconds.');
    expect(explainFailure(response(503, {}, { 'Retry-After': '600' })).text).toBe('Try again in 10 minutes.');
    const soon = new Date(Date.now() + 30_000).toUTCString();
    expect(explainFailure(response(503, {}, { 'Retry-After': soon })).text).toMatch(/^Try again in (29|30|31) seconds/);
  });

  it('has the reference and the validation errors', () => {
    const failure = explainFailure(response(500, { reference: '7f3a', validation_errors: { power: 'No.' } }));
    expect(failure.reference).toBe('7f3a');
    expect(failure.fields).toEqual({ power: 'No.' });
  });

  it.each([
    ['POST', -1, {}, 'Perhaps not saved.'],
    ['POST', 503, { outcome: 'unknown' }, 'Perhaps not saved.'],
    ['POST', 503, {}, 'Not saved.'],
    ['POST', 502, '<html>Bad gateway</html>', 'Perhaps not saved.'],
    ['PUT', 504, '', 'Perhaps not saved.'],
    ['GET', -1, {}, 'Not saved.'],
  ])('says "perhaps" only when the outcome is unknown: %s %i %j', (method, status, data, said) => {
    const failure = explainFailure({ ...response(status, data), config: { method, url: '/api/x' } });
    expect(outcomeTitle('Not saved.', failure)).toBe(said);
  });

  it('shows the message of the server when trying again does not help', () => {
    expect(explainFailure(response(503, { message: 'Narrow the search down.' })).text).toBe('Narrow the search down.');
  });

  it('explains a response that is not JSON', () => {
    expect(explainFailure(response(502, '<html>Bad gateway</html>')).title).toBe('The server has a problem.');
  });
});
