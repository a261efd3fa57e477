package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.Cursor;
import io.flangular.domain.resource.FieldType;
import io.flangular.domain.resource.Query;
import io.flangular.domain.resource.Schema;
import io.flangular.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cursors as {@code after} and {@code before} carry them: JSON in base64url, of the order that they belong to and of the
 * place in it. Nobody has to be kept from writing one: it says no more than a filter could.
 */
final class CursorText {
    /** Longer ones do not fit into the addresses that servers and proxies take. */
    private static final int LONGEST = 1_500;

    private final Schema<?> schema;
    private final Query query;
    private final JsonMapper json;

    CursorText(Schema<?> schema, Query query, JsonMapper json) {
        this.schema = schema;
        this.query = query;
        this.json = json;
    }

    /** The text for a place; null when it would be too long. */
    @Nullable
    String of(Cursor cursor) {
        List<@Nullable Object> keys = new ArrayList<>();
        for (Object key : cursor.keys()) {
            keys.add(RowJson.member(key));
        }
        byte[] text = json.writeValueAsBytes(Map.of("by", order(), "at", keys));
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(text);
        return encoded.length() > LONGEST ? null : encoded;
    }

    /** The place that a text says; {@link DomainException.Invalid} when it is none of this query. */
    Cursor read(String text) {
        JsonNode read = decoded(text);
        JsonNode by = read.get("by");
        JsonNode at = read.get("at");
        if (by == null || !by.isString() || at == null || !at.isArray()) {
            throw unreadable();
        }
        if (!by.stringValue().equals(order())) {
            throw new DomainException.Invalid(Cursor.MESSAGE, "The cursor belongs to another order than that of q.");
        }
        if (at.size() > query.keys().size()) {
            throw unreadable();
        }
        List<@Nullable Object> keys = new ArrayList<>();
        for (JsonNode key : at) {
            FieldType type = Objects.requireNonNull(
                    schema.typeOf(query.keys().get(keys.size()).field()));
            keys.add(RowJson.carried(type, key));
        }
        return Cursor.checked(schema, query, keys);
    }

    private static JsonNode decoded(String text) {
        try {
            JsonNode read = StrictJson.read(Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.UTF_8)));
            if (read.isObject()) {
                return read;
            }
        } catch (IllegalArgumentException | StrictJson.Undecodable noCursor) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static DomainException unreadable() {
        return new DomainException.Invalid(Cursor.MESSAGE, "This is no cursor; take it from the Link of a list.");
    }

    private String order() {
        StringBuilder order = new StringBuilder();
        for (Query.Order key : query.keys()) {
            order.append(key.descending() ? '-' : '+').append(key.field());
        }
        return order.toString();
    }
}
