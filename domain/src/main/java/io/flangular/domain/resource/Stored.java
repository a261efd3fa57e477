package io.flangular.domain.resource;

/**
 * A row as it stands in its collection.
 *
 * @param id given by the collection, never reused, never changed
 * @param version 1 when created, one more with every change
 * @param values its values, which know nothing of either
 */
public record Stored<T extends Record>(long id, long version, RowValues<T> values) {

    /** Its values as a record; {@link io.flangular.domain.DomainException.Invalid} where today's rules refuse them. */
    public T value() {
        return values.toRecord();
    }
}
