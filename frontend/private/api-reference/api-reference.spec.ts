import { afterEach, describe, expect, it } from 'vitest';
import { type TestApplication, run } from '../../test/application';
import { computer } from '../computer/computer';
import { document as openApi } from './open-api.fixture';

describe('the API reference', () => {
  let app: TestApplication;
  afterEach(() => app.stop());

  it('shows all operations with their details', () => {
    app = run([computer], '/api-reference');
    app.$http.expectGET('/api/openapi.json').respond(openApi);
    app.flush();
    expect(document.title).toBe('API – Flangular');
    expect(app.text('h1')).toBe('API');
    expect(app.all('h2').map((title) => title.textContent)).toEqual(['How to get in', 'computer', 'token', 'Objects']);
    expect(app.all('.fl-ref-method').map((method) => method.textContent)).toEqual(['GET', 'PATCH', 'GET', 'POST']);
    expect(app.text('.fl-ref-body')).toContain('computer.query as JSON');
    expect(app.text('.fl-ref-proofs')).toContain('X-XSRF-TOKEN');
  });

  it('is in the account menu', () => {
    app = run([computer], '/nowhere');
    app.flush();
    app.$http.expectGET('/api/openapi.json').respond(openApi);
    app.click(app.button('API'));
    app.flush();
    expect(app.injector.get('$location').url()).toBe('/api-reference');
  });

  it('shows a load error, and tries again', () => {
    app = run([computer], '/api-reference');
    app.$http.expectGET('/api/openapi.json').respond(503, { message: 'Busy' }, { 'Retry-After': '3' });
    app.flush();
    expect(app.text('[role=alert]')).toContain('The server is busy. Try again in 3 seconds.');
    app.$http.expectGET('/api/openapi.json').respond(openApi);
    app.click(app.button('Try again'));
    app.flush();
    expect(app.all('[role=alert]')).toHaveLength(0);
    expect(app.all('.fl-ref-item').length).toBeGreaterThan(0);
  });
});
