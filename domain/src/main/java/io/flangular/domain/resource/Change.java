package io.flangular.domain.resource;

import java.time.Instant;

/**
 * That something was done to a row: what, by whom and when.
 *
 * @param rowId to which row
 * @param version the row's version since then; a deletion is counted as one too, so that no version is given twice
 */
public record Change(long rowId, long version, Instant at, Author by, Kind kind) {

    /** What can be done to a row. */
    public enum Kind {
        /** It was added. */
        CREATED,
        /** Some of its values were changed. */
        CHANGED,
        /** It was taken away. */
        DELETED,
        /** An earlier state was put back, be it of a row that had been deleted. */
        RESTORED
    }

    /**
     * Who did it.
     *
     * @param name by which others knew them at that time
     */
    public record Author(long id, String name) {}
}
