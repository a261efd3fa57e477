package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the rows of one collection. The contract that every implementation passes is {@code RepositoryContract}. */
public interface Repository<T extends Record> {

    /**
     * A page of what the query means; beyond the last row an empty one. It is shortened where its rows have more than
     * {@link Page#MAX_CHARACTERS} together.
     */
    Mono<Page<T>> page(Query query, PageRequest request);

    /**
     * Every row that the query means, in its order, read no faster than they are asked for: however many there are, only
     * a few are in memory.
     */
    Flux<Stored<T>> stream(Query query);

    /** The row, or nothing. */
    Mono<Stored<T>> find(long id);

    /** The row, or nothing; nobody else changes it until the {@link io.flangular.domain.UnitOfWork} ends. */
    Mono<Stored<T>> lock(long id);

    /** The value as a new row of version 1, with an id that no row had before. */
    Mono<Stored<T>> insert(T value);

    /**
     * A row that was deleted, there again under its id and in the version given; {@link DomainException.Conflict} when
     * there is such a row.
     */
    Mono<Stored<T>> putBack(Stored<T> row);

    /**
     * The row with the values of that record, its version one higher; nothing when it is not as it was before any more,
     * which cannot be after {@link #lock}.
     */
    Mono<Stored<T>> update(Stored<T> before, T after);

    /** The row as it was, now deleted; nothing when there is no such row of an accepted version. */
    Mono<Stored<T>> delete(long id, Versions accepted);

    /**
     * Changes every row that the query means and counts them; rows that hold the given values already are counted and left
     * as they are. Fails with {@link DomainException.Invalid} when the record refuses one of the outcomes: run it in a
     * {@link io.flangular.domain.UnitOfWork}, which then undoes all.
     *
     * @param each is given what was changed, some rows at a time, and is waited for
     */
    Mono<Long> updateAll(Query query, Draft<T> change, Function<List<Replaced<T>>, Mono<Void>> each);

    /**
     * Deletes every row that the query means and counts them; run it in a {@link io.flangular.domain.UnitOfWork}.
     *
     * @param each is given what was deleted, some rows at a time, and is waited for
     */
    Mono<Long> deleteAll(Query query, Function<List<Stored<T>>, Mono<Void>> each);

    /**
     * What the functions come to, in their order: Long for a count, Long or BigDecimal for a sum, Double for a mean, the
     * field's carrier for the first and last; an empty Optional for null.
     */
    Mono<List<Optional<Object>>> evaluate(List<Aggregate> functions);
}
