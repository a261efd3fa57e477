import { afterEach, describe, expect, it } from 'vitest';
import { type Running, run } from '../../test/application';
import { computer } from '../computer/computer';
import { document as openApi } from './open-api.fixture';

describe('the page about the API', () => {
  let app: Running;
  afterEach(() => app.stop());

  it('shows every operation with its method, and all of it unfolded', () => {
    app = run([computer], '/api-reference');
    app.$http.expectGET('/api/openapi.json').respond(openApi);
    app.answer();
    expect(document.title).toBe('API – Flangular');
    expect(app.text('h1')).toBe('API');
    expect(app.all('h2').map((title) => title.textContent)).toEqual(['How to get in', 'computer', 'token', 'Objects']);
    expect(app.all('.fl-ref-method').map((method) => method.textContent)).toEqual(['GET', 'PATCH', 'GET', 'POST']);
    expect(app.text('.fl-ref-body')).toContain('computer.query as JSON');
    expect(app.text('.fl-ref-proofs')).toContain('X-XSRF-TOKEN');
  });

  it('is in the menu of the account', () => {
    app = run([computer], '/nowhere');
    app.answer();
    app.$http.expectGET('/api/openapi.json').respond(openApi);
    app.click(app.button('API'));
    app.answer();
    expect(app.injector.get('$location').url()).toBe('/api-reference');
  });

  it('says why it could not be loaded, and tries again', () => {
    app = run([computer], '/api-reference');
    app.$http.expectGET('/api/openapi.json').respond(503, { message: 'Busy' }, { 'Retry-After': '3' });
    app.answer();
    expect(app.text('[role=alert]')).toContain('The server is busy. Try again in 3 seconds.');
    app.$http.expectGET('/api/openapi.json').respond(openApi);
    app.click(app.button('Try again'));
    app.answer();
    expect(app.all('[role=alert]')).toHaveLength(0);
    expect(app.all('.fl-ref-item').length).toBeGreaterThan(0);
  });
});
