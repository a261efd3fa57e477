package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.EnumNames;
import io.flangular.domain.resource.history.Change;
import io.flangular.domain.resource.history.HistoryEntry;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.domain.resource.schema.Stored;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of history entries, and of the member {@code _change} of a row. */
final class HistoryJson {
    static final String MEMBER = "_change";

    private HistoryJson() {}

    static void requireKnown(@Nullable String with) {
        if (with != null && !with.equals("change")) {
            throw new DomainException.Invalid("with must be change, or be left out.");
        }
    }

    /** Adds {@code _change} to a row; author and instant are null when the change is not in the history. */
    static Map<String, @Nullable Object> with(
            @Nullable Change change, Stored<?> row, Map<String, @Nullable Object> members) {
        Map<String, @Nullable Object> latest = new LinkedHashMap<>();
        latest.put("version", row.version());
        latest.put("at", change == null ? null : change.at().toString());
        latest.put("by", change == null ? null : author(change.by()));
        members.put(MEMBER, latest);
        return members;
    }

    /** An entry; the values before and after have all current fields, null where the entry has no value. */
    static Map<String, @Nullable Object> of(Schema<?> schema, HistoryEntry entry) {
        Change change = entry.change();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("version", change.version());
        members.put("at", change.at().toString());
        members.put("by", author(change.by()));
        members.put("kind", EnumNames.of(change.kind()));
        members.put("before", values(schema, entry.before()));
        members.put("after", values(schema, entry.after()));
        return members;
    }

    private static Map<String, Object> author(Change.Author author) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", author.id());
        members.put("name", author.name());
        return members;
    }

    private static @Nullable Map<String, @Nullable Object> values(
            Schema<?> schema, @Nullable Map<String, ? extends @Nullable Object> values) {
        if (values == null) {
            return null;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (Field field : schema.fields()) {
            members.put(field.name(), RowJson.member(values.get(field.name())));
        }
        return members;
    }
}
