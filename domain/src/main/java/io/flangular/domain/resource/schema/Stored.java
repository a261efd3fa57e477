package io.flangular.domain.resource.schema;

/**
 * A stored row.
 *
 * @param id assigned by the collection, never reused or changed
 * @param version 1 when created, incremented by every change
 * @param values without id and version
 */
public record Stored<T extends Record>(long id, long version, RowValues<T> values) {
    /** Its values as a record; {@link io.flangular.domain.DomainException.Invalid} when they violate a current rule. */
    public T value() {
        return values.toRecord();
    }
}
