package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.history.RowChange;
import io.flangular.domain.resource.query.Aggregate;
import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Draft;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.domain.resource.schema.Versions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Repository of the rows of one collection. {@code RepositoryContract} tests every implementation. */
public interface Repository<T extends Record> {
    /**
     * A page of the result; empty beyond the last row. It is shortened when its rows have more than {@link
     * Page#MAX_CHARACTERS} in total.
     */
    Mono<Page<T>> page(Query query, PageRequest request);

    /** Streams all rows of the result in its order, with backpressure, so that only a few are in memory. */
    Flux<Stored<T>> stream(Query query);

    /** The row; empty when it does not exist. */
    Mono<Stored<T>> find(long id);

    /** Locks the row until the {@link io.flangular.domain.UnitOfWork} ends; empty when it does not exist. */
    Mono<Stored<T>> lock(long id);

    /** Inserts a row with version 1 and an id that no row had before. */
    Mono<Stored<T>> insert(T value);

    /**
     * Inserts a deleted row again with its id and the given version; {@link DomainException.Conflict} when the id
     * exists.
     */
    Mono<Stored<T>> reinsert(Stored<T> row);

    /**
     * Updates a row and increments its version; empty when the row has changed meanwhile, which cannot happen after
     * {@link #lock}.
     */
    Mono<Stored<T>> update(Stored<T> before, T after);

    /** Deletes a row and returns it; empty when no row with this id has an accepted version. */
    Mono<Stored<T>> delete(long id, Versions accepted);

    /**
     * Updates every row of the query and returns their number, including rows that had the values already. Fails with
     * {@link DomainException.Invalid} when a result violates a rule: run it in a {@link
     * io.flangular.domain.UnitOfWork}, which then rolls back.
     *
     * @param each called with each batch of changed rows; the next batch waits for its completion
     */
    Mono<Long> updateAll(Query query, Draft<T> change, Function<List<RowChange<T>>, Mono<Void>> each);

    /**
     * Deletes every row of the query and returns their number; run it in a {@link io.flangular.domain.UnitOfWork}.
     *
     * @param each called with each batch of deleted rows; the next batch waits for its completion
     */
    Mono<Long> deleteAll(Query query, Function<List<Stored<T>>, Mono<Void>> each);

    /**
     * Evaluates aggregate functions, in their order: Long for a count, Long or BigDecimal for a sum, Double for a mean,
     * the carrier of the field for minimum and maximum; an empty Optional for null.
     */
    Mono<List<Optional<Object>>> evaluate(List<Aggregate> functions);
}
