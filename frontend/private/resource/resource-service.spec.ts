import angular from 'angular';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { computer } from '../computer/computer';
import { type ResourceLookup, resourceFactory } from './resource-service';

describe('the service resource', () => {
  let resource: ResourceLookup;
  let $http: angular.IHttpBackendService;

  beforeEach(() => {
    const injector = angular.injector([
      'ng',
      'ngMock',
      ($provide: angular.auto.IProvideService) => {
        $provide.factory('resource', resourceFactory);
      },
    ]);
    resource = injector.get<ResourceLookup>('resource');
    $http = injector.get<angular.IHttpBackendService>('$httpBackend');
  });

  afterEach(() => {
    $http.verifyNoOutstandingExpectation();
    $http.verifyNoOutstandingRequest();
  });

  function result<T>(promise: angular.IPromise<T>): T {
    let value: { is: T } | undefined;
    promise.then((is) => (value = { is }));
    $http.flush();
    return value!.is;
  }

  it('requests a page', () => {
    $http
      .expectGET('/api/computer?page=3&results_per_page=25')
      .respond({ num_results: 51, total_pages: 3, page: 3, objects: [{ id: 51, processor: 'Z80' }] });
    const page = result(resource(computer).list({ page: 3, results_per_page: 25 }));
    expect(page).toEqual({ total: 51, totalPages: 3, rows: [{ id: 51, processor: 'Z80' }] });
    // The type of a row follows from the declaration: this line would not compile otherwise.
    const processor: string | null | undefined = page.rows[0]?.processor;
    expect(processor).toBe('Z80');
  });

  it('takes the version from the ETag', () => {
    $http.expectGET('/api/computer/12?with=change').respond(200, { id: 12, processor: 'Z80' }, { ETag: '"3"' });
    expect(result(resource(computer).get(12))).toEqual({ row: { id: 12, processor: 'Z80' }, etag: '"3"' });
  });

  it('takes the version from the body when a proxy has changed or removed the ETag', () => {
    const body = { id: 12, processor: 'Z80', _change: { version: 3, at: '2026-11-28T12:00:00Z', by: null } };
    for (const headers of [{ ETag: 'W/"3"' }, { ETag: '"3-gzip"' }, {}]) {
      $http.expectGET('/api/computer/12?with=change').respond(200, body, headers);
      expect(result(resource(computer).get(12))).toEqual({ row: { id: 12, processor: 'Z80' }, etag: '"3"' });
    }
  });

  it('fails without a version, since a later change could overwrite another one', () => {
    $http.expectGET('/api/computer/12?with=change').respond(200, { id: 12, processor: 'Z80' });
    let reason: unknown;
    resource(computer)
      .get(12)
      .catch((caught: unknown) => (reason = caught));
    $http.flush();
    expect(reason).toEqual(new Error('The answer has no version of the row.'));
  });

  it('sends the changed fields only, with the version', () => {
    $http
      .expectPUT('/api/computer/12?with=change', { ram: '1 GB' }, (headers) => headers!['If-Match'] === '"3"')
      .respond(200, { id: 12, ram: '1 GB' }, { ETag: '"4"' });
    expect(result(resource(computer).update(12, { ram: '1 GB' }, '"3"')).etag).toBe('"4"');
  });

  it('creates and deletes', () => {
    $http
      .expectPOST('/api/computer?with=change', { processor: 'Z80' })
      .respond(201, { id: 1, processor: 'Z80' }, { ETag: '"1"' });
    expect(result(resource(computer).create({ processor: 'Z80' }, 'key')).row.id).toBe(1);
    $http
      .expectDELETE('/api/computer/1', (headers) => (headers as Record<string, string>)['If-Match'] === '"1"')
      .respond(204);
    expect(result(resource(computer).remove(1, '"1"'))).toBeUndefined();
  });

  it('rejects with the response', () => {
    $http.expectGET('/api/computer/9?with=change').respond(404, {});
    let status = 0;
    resource(computer)
      .get(9)
      .catch((reason: { status: number }) => (status = reason.status));
    $http.flush();
    expect(status).toBe(404);
  });
});
