import { afterEach, describe, expect, it } from 'vitest';
import { type TestApplication, viewer } from '../../../test/application';
import { input, lost, messages, openAccount, readTokens, refusal, tokens } from '../account.fixture';

describe('the API tokens', () => {
  let app: TestApplication;
  afterEach(() => app.stop());

  it('are listed with their scope and end', () => {
    app = openAccount();
    const rows = app.texts('#tokens li');
    expect(rows[0]).toMatch(/Nightly export Read only, until 2 Jan 2126 , never used/);
    expect(rows[1]).toMatch(/Rack scanner Read and write, ended, last used/);
  });

  it('are not lost by a confirmation that was opened before the secret was shown', () => {
    app = openAccount();
    app.click(app.button('New token'));
    app.type(input(app, '#token-name'), 'Import');
    app.$http.expectPOST('/api/token').respond(201, { ...tokens[0], token: 'flg_secret' });
    app.submit(app.find('#token-name'));
    app.go('/nowhere');
    expect(app.text('.modal-title')).toBe('Leave without saving?');
    app.flush();
    app.click(app.button('Discard changes'));
    expect(app.text('.modal-title')).toBe('Have you saved it?');
    app.click(app.button('Stay here'));
    expect((app.find('[aria-label="New token"]') as HTMLInputElement).value).toBe('flg_secret');
  });

  it('are issued, and the secret is shown until it is copied', () => {
    app = openAccount();
    app.click(app.button('New token'));
    app.type(input(app, '#token-name'), 'Import');
    app.click(app.find('[name="token-scope"][value="write"]'));
    app.type(input(app, '#token-ends'), '2027-03-31');
    const ends = new Date(2027, 3, 1).toISOString().replace('.000', '');
    app.$http
      .expectPOST('/api/token', { name: 'Import', scope: 'write', ends })
      .respond(201, { ...tokens[0], token: 'flg_secret' });
    app.submit(app.find('#token-name'));
    app.flush();
    expect((app.find('[aria-label="New token"]') as HTMLInputElement).value).toBe('flg_secret');
    expect(document.activeElement).toBe(app.find('fl-secret button'));
    app.go('/nowhere');
    app.click(app.button('Stay here'));
    app.click(app.button('I have copied it'));
    expect(app.all('fl-secret')).toHaveLength(0);
    app.go('/nowhere');
    expect(app.text('h1')).toBe('This page does not exist');
  });

  it('keep the input when they are refused', () => {
    app = openAccount();
    app.click(app.button('New token'));
    app.submit(app.find('#token-name'));
    expect(app.text('#token-name-error')).toBe('Name must not be empty.');
    app.type(input(app, '#token-name'), 'Import');
    app.type(input(app, '#token-ends'), '');
    app.submit(app.find('#token-name'));
    expect(app.text('#token-ends-error')).toBe('Last day must be a date.');
    app.type(input(app, '#token-ends'), '2099-03-31');
    app.$http.expectPOST('/api/token').respond(...refusal({ ends: 'must be within a year' }));
    app.submit(app.find('#token-name'));
    app.flush();
    expect(app.text('#token-ends-error')).toBe('Last day must be within a year.');
    expect(input(app, '#token-name').value).toBe('Import');
    app.$http.expectPOST('/api/token').respond(400, { message: 'You have 50 tokens, which is the most.' });
    app.submit(app.find('#token-name'));
    app.flush();
    expect(app.text('#tokens .fl-problem')).toContain('You have 50 tokens, which is the most.');
  });

  it('with write access are not offered to viewers', () => {
    app = openAccount({ role: 'viewer' }, viewer);
    app.click(app.button('New token'));
    expect(app.all('[name="token-scope"]').map((radio) => radio.getAttribute('value'))).toEqual(['read']);
  });

  it('are revoked after a confirmation', () => {
    app = openAccount();
    app.click(app.find('[aria-label="Revoke Nightly export"]'));
    app.click(app.button('Keep it'));
    app.click(app.find('[aria-label="Revoke Nightly export"]'));
    app.$http.expectDELETE('/api/token/3').respond(204);
    app.$http.expectGET('/api/token').respond({ objects: [] });
    app.click(app.button('Revoke token'));
    app.flush();
    expect(app.text('.toast')).toContain('Token revoked. Nightly export');
    expect(app.text('#tokens')).toContain('No tokens yet.');
  });

  describe('when the response was lost', () => {
    const make = () => {
      app = openAccount();
      app.click(app.button('New token'));
      app.type(input(app, '#token-name'), 'Import');
      app.$http.expectPOST('/api/token').respond(...lost);
      app.submit(app.find('#token-name'));
    };

    it('should be revoked when the secret was lost', () => {
      make();
      readTokens(app, ...tokens, { ...tokens[0], id: 5, name: 'Import' });
      app.flush();
      expect(messages(app)).toContain('was made, but the answer with its secret was lost.');
      expect(messages(app)).toContain('Revoke it in the list');
      expect(app.texts('#tokens li b')).toContain('Import');
      expect(app.all('#token-name')).toHaveLength(0);
    });

    it('have an unknown outcome when there is no new one', () => {
      make();
      readTokens(app, ...tokens);
      app.flush();
      expect(messages(app)).toContain('Perhaps not made. The server did not answer. Look at the list');
      expect(input(app, '#token-name').value).toBe('Import');
    });

    it('are not requested twice meanwhile', () => {
      make();
      readTokens(app, ...tokens);
      app.$http.flush(1);
      app.submit(app.find('#token-name'));
      app.flush();
      app.$http.verifyNoOutstandingRequest();
    });

    it.each([
      [[tokens[1]!], 'Token revoked. Nightly export'],
      [tokens, 'Perhaps not revoked. The server did not answer.'],
    ])('are reported as revoked when they do not exist any more: %#', (left, said) => {
      app = openAccount();
      app.click(app.find('[aria-label="Revoke Nightly export"]'));
      app.$http.expectDELETE('/api/token/3').respond(...lost);
      readTokens(app, ...left);
      app.click(app.button('Revoke token'));
      app.$http.whenGET('/api/token').respond({ objects: left });
      app.flush();
      expect(messages(app)).toContain(said);
    });
  });
});
