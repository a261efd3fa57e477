package io.flangular.domain.resource.history;

import java.time.Instant;

/**
 * Metadata of a change of a row.
 *
 * @param version the version of the row after the change; a deletion has a version too, so that none is used twice
 */
public record Change(long rowId, long version, Instant at, Author by, Kind kind) {
    /** The kinds of changes. */
    public enum Kind {
        /** The row was created. */
        CREATED,
        /** Some of its values were changed. */
        CHANGED,
        /** The row was deleted. */
        DELETED,
        /** An earlier version was restored, possibly of a deleted row. */
        RESTORED
    }

    /**
     * The user who made the change.
     *
     * @param name the display name at that time
     */
    public record Author(long id, String name) {}
}
