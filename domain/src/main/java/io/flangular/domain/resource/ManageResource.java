package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The use cases of a collection. A missing row is {@link DomainException.NotFound}; a row of another version than the
 * caller accepts is {@link DomainException.Conflict}, which carries the {@link Stored} row as it is now; a value that
 * breaks a rule is {@link DomainException.Invalid}; what the collection's policy does not allow the caller is {@link
 * DomainException.NotAllowed}. Nothing is changed by what fails.
 */
public interface ManageResource<T extends Record> {

    /** The collection that is managed. */
    Resource<T> resource();

    /** A page of the rows that the query means. */
    Mono<Page<T>> list(Caller caller, Query query, PageRequest request);

    /** All rows that the query means, read as they are asked for, in constant memory. */
    Flux<Stored<T>> stream(Caller caller, Query query);

    /** The one row that the query means; {@link DomainException.Invalid} when there are several. */
    Mono<Stored<T>> single(Caller caller, Query query);

    /** One row. */
    Mono<Stored<T>> get(Caller caller, long id);

    /**
     * A row as it was in that version, be it changed or deleted by now; {@link DomainException.NotFound} where the
     * values of that version are not known.
     */
    Mono<Stored<T>> get(Caller caller, long id, long version);

    /** A new row. */
    Mono<Stored<T>> create(Caller caller, Draft<T> draft);

    /**
     * A new row, made once however often it is asked for: the same key gives the row as it was created, for a day at
     * least. {@link DomainException.Contradiction} when the key was used with something else.
     */
    Mono<Stored<T>> create(Caller caller, Draft<T> draft, IdempotencyKey key);

    /** The row with the given fields changed; values that it has already change nothing, not even the version. */
    Mono<Stored<T>> change(Caller caller, long id, Versions accepted, Draft<T> change);

    /** Completes when the row is deleted. */
    Mono<Void> delete(Caller caller, long id, Versions accepted);

    /**
     * Changes every row that the query means, or none of them; gives their number, those included that have the given
     * values already and stay as they are.
     */
    Mono<Long> changeAll(Caller caller, Query query, Draft<T> change);

    /** Deletes every row that the query means; gives their number. */
    Mono<Long> deleteAll(Caller caller, Query query);

    /** What was done to a row, be it deleted by now; {@link DomainException.NotFound} for one that never was. */
    Mono<HistoryPage> history(Caller caller, long id, PageRequest request);

    /** How these rows came to be as they are, by their ids; rows of which that is not known are left out. */
    Mono<Map<Long, Change>> latestChanges(Caller caller, List<Stored<T>> rows);

    /**
     * The row with the values of an earlier version, as a new version unless it has them already; a deleted row is brought back under its id. The
     * version of a deletion stands for the values that were deleted. Fields that did not exist then keep their values.
     */
    Mono<Stored<T>> restore(Caller caller, long id, long version, Versions accepted);

    /** What that work would give: it is done in a unit of work that is then undone, with all checks and no effect. */
    <R> Mono<R> preview(Mono<R> work);

    /** The way in for whole tables, whose rows become rows of this collection. */
    ImportTable imports();

    /** What the functions come to over the whole collection, as {@link Repository#evaluate}. */
    Mono<List<Optional<Object>>> evaluate(Caller caller, List<Aggregate> functions);
}
