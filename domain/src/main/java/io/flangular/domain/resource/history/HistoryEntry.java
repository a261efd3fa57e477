package io.flangular.domain.resource.history;

import io.flangular.domain.resource.schema.FieldType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of a row with its values before and after, each a {@linkplain FieldType#carrier carrier} or null by field
 * name. An old entry may lack fields that were added to the record since.
 *
 * @param before null for a created row
 * @param after null for a deleted row
 */
public record HistoryEntry(
        Change change,
        @Nullable Map<String, @Nullable Object> before,
        @Nullable Map<String, @Nullable Object> after) {
    /** Copies the values; at least one side must be present. */
    public HistoryEntry {
        if (before == null && after == null) {
            throw new IllegalArgumentException("a change of nothing into nothing");
        }
        before = before == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(before));
        after = after == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(after));
    }

    /** For callers in other modules, where NullAway does not see that the values of the maps may be null. */
    public static HistoryEntry of(
            Change change,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after) {
        return new HistoryEntry(change, before, after);
    }

    /** The values of this version: those after the change, or the deleted ones. */
    public Map<String, @Nullable Object> state() {
        return after == null ? Objects.requireNonNull(before) : after;
    }
}
