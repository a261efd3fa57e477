package io.flangular.domain.resource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of a row and its values, each a {@linkplain FieldType#carrier carrier} or null by the name of its field. An
 * old entry may lack fields that the record has got since.
 *
 * @param before null where there was no row
 * @param after null where there is none any more
 */
public record HistoryEntry(
        Change change, @Nullable Map<String, @Nullable Object> before, @Nullable Map<String, @Nullable Object> after) {
    /** Keeps the values as they are now; there must be some on one side. */
    public HistoryEntry {
        if (before == null && after == null) {
            throw new IllegalArgumentException("a change of nothing into nothing");
        }
        before = before == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(before));
        after = after == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(after));
    }

    /** The entry of these values. */
    public static HistoryEntry of(
            Change change,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after) {
        return new HistoryEntry(change, before, after);
    }

    /** The values that the entry stands for: those it led to, or those that a deletion took away. */
    public Map<String, @Nullable Object> state() {
        return after == null ? Objects.requireNonNull(before) : after;
    }
}
