package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import reactor.core.publisher.Mono;

/**
 * The use cases of a collection. A missing row is {@link DomainException.NotFound}; a row of another version than the
 * caller accepts is {@link DomainException.Conflict}, which carries the {@link Stored} row as it is now; a value that
 * breaks a rule is {@link DomainException.Invalid}. Nothing is changed by what fails.
 */
public interface ManageResource<T extends Record> {

    /** The collection that is managed. */
    Resource<T> resource();

    /** A page of rows in the order of their ids. */
    Mono<Page<T>> list(PageRequest request);

    /** One row. */
    Mono<Stored<T>> get(long id);

    /** A new row. */
    Mono<Stored<T>> create(Draft<T> draft);

    /** The row with the given fields changed; an empty draft changes nothing, not even the version. */
    Mono<Stored<T>> change(long id, Versions accepted, Draft<T> change);

    /** Completes when the row is deleted. */
    Mono<Void> delete(long id, Versions accepted);
}
