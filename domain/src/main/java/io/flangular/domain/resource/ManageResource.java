package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.history.Change;
import io.flangular.domain.resource.history.HistoryPage;
import io.flangular.domain.resource.idempotency.IdempotencyKey;
import io.flangular.domain.resource.imports.ImportTable;
import io.flangular.domain.resource.query.Aggregate;
import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Draft;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.domain.resource.schema.Versions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The use cases of a collection. Errors: {@link DomainException.NotFound} for a missing row; {@link
 * DomainException.Conflict} for a row whose version is not accepted, with the current {@link Stored} row; {@link
 * DomainException.Invalid} for a value that violates a rule; {@link DomainException.NotAllowed} by the policy of the
 * collection. A failed call changes nothing.
 */
public interface ManageResource<T extends Record> {
    Resource<T> resource();

    /** A page of the result of a query. */
    Mono<Page<T>> list(Caller caller, Query query, PageRequest request);

    /** Streams all rows of a query with backpressure, in constant memory. */
    Flux<Stored<T>> stream(Caller caller, Query query);

    /** The only row of a query; {@link DomainException.Invalid} when there are several. */
    Mono<Stored<T>> single(Caller caller, Query query);

    Mono<Stored<T>> get(Caller caller, long id);

    /**
     * A row as of a version, even if it was changed or deleted since; {@link DomainException.NotFound} when the values
     * of the version are unknown.
     */
    Mono<Stored<T>> get(Caller caller, long id, long version);

    Mono<Stored<T>> create(Caller caller, Draft<T> draft);

    /**
     * Creates a row at most once per key: repeated calls within a day return the row as it was created. {@link
     * DomainException.Contradiction} when the key was used with other values.
     */
    Mono<Stored<T>> create(Caller caller, Draft<T> draft, IdempotencyKey key);

    /** Updates fields of a row; when no value differs, neither the row nor its version changes. */
    Mono<Stored<T>> change(Caller caller, long id, Versions accepted, Draft<T> change);

    Mono<Void> delete(Caller caller, long id, Versions accepted);

    /** Updates all rows of a query atomically; returns their number, including rows that had the values already. */
    Mono<Long> changeAll(Caller caller, Query query, Draft<T> change);

    /** Deletes all rows of a query atomically; returns their number. */
    Mono<Long> deleteAll(Caller caller, Query query);

    /** The history of a row, which may be deleted; {@link DomainException.NotFound} when it never existed. */
    Mono<HistoryPage> history(Caller caller, long id, PageRequest request);

    /** The change that made the version of each row, by row id; rows without a recorded change are omitted. */
    Mono<Map<Long, Change>> changes(Caller caller, List<Stored<T>> rows);

    /**
     * Restores the values of an earlier version as a new version, unless the row has them already. A deleted row is
     * inserted again with its id. The version of a deletion stands for the deleted values. Fields that did not exist in
     * that version keep their values.
     */
    Mono<Stored<T>> restore(Caller caller, long id, long version, Versions accepted);

    /** Dry run: does the work in a unit of work, returns its result, and rolls back. */
    <R> Mono<R> preview(Mono<R> work);

    /** The use case to import tables into this collection. */
    ImportTable imports();

    /** Evaluates aggregate functions over the whole collection, as {@link Repository#evaluate}. */
    Mono<List<Optional<Object>>> evaluate(Caller caller, List<Aggregate> functions);
}
