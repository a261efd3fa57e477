import type { IHttpResponse, IHttpService, IPromise } from 'angular';
import type { resources } from '#resources';
import type { ResourceDefinition, Row, ValueOf } from './define-resource';

type Registered = (typeof resources)[number];

/** The names of the registered resources. */
export type ResourceName = Registered['name'];

/** One page of a collection. */
export interface Page<V> {
  readonly rows: readonly Row<V>[];
  readonly total: number;
  readonly totalPages: number;
}

/** A row together with its version. Whoever changes the row sends the version back. */
export interface Stored<V> {
  readonly row: Row<V>;
  readonly etag: string | null;
}

/** The parameters of a page, named as in the protocol. */
export interface PageRequest {
  readonly page: number;
  readonly results_per_page: number;
}

interface ListAnswer<V> {
  num_results: number;
  objects: Row<V>[];
  page: number;
  total_pages: number;
}

/** A collection of the REST API, typed by its declaration. A failure rejects with the `$http` response. */
export class Resource<V> {
  private readonly url: string;

  constructor(
    private readonly $http: IHttpService,
    name: string,
  ) {
    this.url = `/api/${name}`;
  }

  list(request: PageRequest): IPromise<Page<V>> {
    return this.$http.get<ListAnswer<V>>(this.url, { params: request }).then(({ data }) => ({
      rows: data.objects,
      total: data.num_results,
      totalPages: data.total_pages,
    }));
  }

  get(id: number): IPromise<Stored<V>> {
    return this.$http.get<Row<V>>(`${this.url}/${id}`).then(stored);
  }

  create(value: Partial<V>): IPromise<Stored<V>> {
    return this.$http.post<Row<V>>(this.url, value).then(stored);
  }

  /** Sets the given fields and leaves the others. Fails with 412 when the row is not at that version any more. */
  update(id: number, changes: Partial<V>, etag: string | null): IPromise<Stored<V>> {
    return this.$http.put<Row<V>>(`${this.url}/${id}`, changes, ifMatch(etag)).then(stored);
  }

  /** Deletes the row. Fails with 412 when it is not at that version any more. */
  remove(id: number, etag: string | null): IPromise<void> {
    return this.$http.delete<void>(`${this.url}/${id}`, ifMatch(etag)).then(() => undefined);
  }
}

/** A row out of any answer that carries one, the one to a lost race (412) included. */
export function stored<V>(response: IHttpResponse<Row<V>>): Stored<V> {
  return { row: response.data, etag: response.headers('ETag') };
}

function ifMatch(etag: string | null): { headers: Record<string, string> } {
  return { headers: etag === null ? {} : { 'If-Match': etag } };
}

/** The service `resource`: `resource('computer').get(12)`. A definition may stand in place of the name. */
export interface ResourceLookup {
  <N extends ResourceName>(name: N): Resource<ValueOf<Extract<Registered, { name: N }>>>;
  <D extends ResourceDefinition>(definition: D): Resource<ValueOf<D>>;
}

export function resourceFactory($http: IHttpService): ResourceLookup {
  return (key: string | ResourceDefinition) => new Resource<never>($http, typeof key === 'string' ? key : key.name);
}
resourceFactory.$inject = ['$http'];
