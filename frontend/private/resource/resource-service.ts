import type { IHttpResponse, IHttpService, IPromise } from 'angular';
import type { ResourceDefinition, Row, ValueOf } from './define-resource';

/** One page of a collection. */
export interface Page<V> {
  readonly rows: readonly Row<V>[];
  readonly total: number;
  readonly totalPages: number;
}

/** A row with its version as an entity tag, which is sent with a change. */
export interface Stored<V> {
  readonly row: Row<V>;
  readonly etag: string;
  /** The id of the user who stored this version, if known. */
  readonly changedBy?: number | undefined;
}

/** Requests the version in the body too: some reverse proxies change or remove the header `ETag`. */
const withVersion = { params: { with: 'change' } };

/** A row in a response to `with=change`. */
type Versioned<V> = Row<V> & {
  readonly _change?: { readonly version: number; readonly by?: { readonly id: number } | null };
};

/** The parameters of a page, with the names of the protocol. */
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
    return this.$http.get<Versioned<V>>(`${this.url}/${id}`, withVersion).then(stored<V>);
  }

  /** Adds a row. The idempotency key makes the request safe to repeat when its response was lost. */
  create(value: Partial<V>, key: string): IPromise<Stored<V>> {
    return this.$http
      .post<Versioned<V>>(this.url, value, { ...withVersion, headers: { 'Idempotency-Key': key } })
      .then(stored<V>);
  }

  /** Changes the given fields only. Fails with 412 when the row has another version. */
  update(id: number, changes: Partial<V>, etag: string): IPromise<Stored<V>> {
    return this.$http
      .put<Versioned<V>>(`${this.url}/${id}`, changes, { ...withVersion, headers: { 'If-Match': etag } })
      .then(stored<V>);
  }

  /** Deletes the row. Fails with 412 when it has another version. */
  remove(id: number, etag: string): IPromise<void> {
    return this.$http.delete<void>(`${this.url}/${id}`, { headers: { 'If-Match': etag } }).then(() => undefined);
  }
}

/**
 * The row of a response. Throws when there is no version: without it, a later change could overwrite that of another
 * user.
 */
export function stored<V>(response: IHttpResponse<Versioned<V>>): Stored<V> {
  const { _change: change, ...row } = response.data;
  const etag = change ? entityTag(change.version) : response.headers('ETag');
  if (!etag) throw new Error('The answer has no version of the row.');
  return { row: row as Row<V>, etag, changedBy: change?.by?.id };
}

/** The current row of a response with status 412; undefined when it has none. */
export function currentOf<V>(response: IHttpResponse<unknown>): Stored<V> | undefined {
  const { current, current_version: version } = (response.data ?? {}) as {
    current?: Versioned<V>;
    current_version?: number;
  };
  if (!current || !version) return undefined;
  const { _change: change, ...row } = current;
  return { row: row as Row<V>, etag: entityTag(version), changedBy: change?.by?.id };
}

function entityTag(version: number): string {
  return `"${version}"`;
}

/** The service `resource`: `resource(computer).get(12)`. The type of a row follows from the definition. */
export type ResourceLookup = <D extends ResourceDefinition>(definition: D) => Resource<ValueOf<D>>;

export function resourceFactory($http: IHttpService): ResourceLookup {
  return <D extends ResourceDefinition>({ name }: D) => new Resource<ValueOf<D>>($http, name);
}
resourceFactory.$inject = ['$http'];
