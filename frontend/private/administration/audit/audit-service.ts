import type { IHttpService, IPromise } from 'angular';
import type { AuditEvent } from './audit-event';

/** A query of the audit log. */
export interface AuditQuery {
  readonly search?: string | undefined;
  /** Kinds of events, separated by commas. */
  readonly kind?: string | undefined;
  /** An instant: earlier events are left out. */
  readonly since?: string | undefined;
  /** The id of an event: only older ones. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** A page of the audit log, the newest event first. */
export interface AuditPage {
  readonly more: boolean;
  readonly objects: readonly AuditEvent[];
}

/** Reads the audit log over HTTP. A failure rejects with the `$http` response. */
export class AuditService {
  static readonly $inject = ['$http'];

  constructor(private readonly $http: IHttpService) {}

  list(query: AuditQuery): IPromise<AuditPage> {
    return this.$http.get<AuditPage>('/api/audit', { params: query }).then(({ data }) => data);
  }
}
