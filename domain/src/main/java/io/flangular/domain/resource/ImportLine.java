package io.flangular.domain.resource;

import org.jspecify.annotations.Nullable;

/**
 * A line of a table that is imported, understood.
 *
 * @param number where it begins, as an editor counts lines
 * @param id of the row that it is about, or null when it is a new one
 * @param draft what the row shall hold
 */
public record ImportLine<T extends Record>(long number, @Nullable Long id, Draft<T> draft) {

    /** Whether the row would not be as it is now; {@link io.flangular.domain.DomainException.Invalid} if it may not be. */
    public boolean changes(Schema<T> schema, T now) {
        T then = draft.onto(now);
        for (Field field : schema.fields()) {
            Object before = field.of(now);
            Object after = field.of(then);
            if (before == null || after == null) {
                if (before != after) {
                    return true;
                }
            } else if (!field.type().format(before).equals(field.type().format(after))) {
                return true;
            }
        }
        return false;
    }
}
