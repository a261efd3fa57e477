package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.Cursor;
import io.flangular.domain.resource.FieldType;
import io.flangular.domain.resource.Query;
import io.flangular.domain.resource.Schema;
import io.flangular.domain.resource.Stored;
import io.flangular.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cursors as {@code after} and {@code before} carry them: JSON in base64url, of the order that they belong to and of the
 * place in it. Nobody has to be kept from writing one: it says no more than a filter could. A place that has a long text
 * is told by the id of its row, and is then where that row is when the page is asked for.
 */
final class CursorText {
    /** Longer ones do not fit into the addresses that servers and proxies take. */
    private static final int LONGEST = 1_500;

    private final Schema<?> schema;
    private final Query query;
    private final JsonMapper json;
    private final LongFunction<? extends Mono<? extends Stored<? extends Record>>> rows;

    /** Cursors of that query; the function finds a row by its id. */
    CursorText(
            Schema<?> schema,
            Query query,
            JsonMapper json,
            LongFunction<? extends Mono<? extends Stored<? extends Record>>> rows) {
        this.schema = schema;
        this.query = query;
        this.json = json;
        this.rows = rows;
    }

    /** The text for the place of a row. */
    String of(Stored<? extends Record> row) {
        List<@Nullable Object> keys = new ArrayList<>();
        for (Object key : Cursor.of(schema, query, row).keys()) {
            keys.add(RowJson.member(key));
        }
        String text = encoded("at", keys);
        return text.length() > LONGEST ? encoded("row", row.id()) : text;
    }

    private String encoded(String name, Object place) {
        Map<String, Object> cursor = new LinkedHashMap<>();
        cursor.put("by", order());
        cursor.put(name, place);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(cursor));
    }

    /**
     * The place that a text says; {@link DomainException.Invalid} when it is none of this query, {@link
     * DomainException.NotFound} when its row is gone.
     */
    Mono<Cursor> read(String text) {
        return Mono.defer(() -> {
            JsonNode read = decoded(text);
            JsonNode by = read.get("by");
            JsonNode row = read.get("row");
            if (by == null || !by.isString()) {
                throw unreadable();
            }
            if (!by.stringValue().equals(order())) {
                throw new DomainException.Invalid(
                        Cursor.MESSAGE, "The cursor belongs to another order than that of q.");
            }
            if (row != null && row.isIntegralNumber() && row.canConvertToLong()) {
                return rows.apply(row.longValue()).map(found -> Cursor.of(schema, query, found));
            }
            return Mono.just(place(read.get("at")));
        });
    }

    private Cursor place(@Nullable JsonNode at) {
        if (at == null || !at.isArray()) {
            throw unreadable();
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
