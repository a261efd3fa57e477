package io.flangular.web.resource.query;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.query.Cursor;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.web.json.StrictJson;
import io.flangular.web.resource.RowJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encodes the cursors of the parameters {@code after} and {@code before}: JSON in base64url, of an order and of a
 * position in it. They are not signed, since a forged one discloses no more than a filter or the history. Instead of
 * long sort keys, a cursor has the id and the version of a row, and stands for the position of that version, even when
 * the row has been changed or deleted since. A cursor also has the page number, if known, and the page size, so that a
 * {@code page} that contradicts it is noticed.
 */
final class CursorCodec {
    /** A longer cursor has a row instead of sort keys, to leave room for the other links of a list. */
    private static final int MAX_LENGTH = 120;

    private static final String VERSION = "version";
    private static final String SIZE = "size";

    private final Schema<?> schema;
    private final Query query;
    private final JsonMapper json;
    private final Pagination.RowVersions rows;

    CursorCodec(Schema<?> schema, Query query, JsonMapper json, Pagination.RowVersions rows) {
        this.schema = schema;
        this.query = query;
        this.json = json;
        this.rows = rows;
    }

    /** Encodes the position of a row, at which the page of that number and size begins or ends. */
    String of(Stored<? extends Record> row, @Nullable Long page, int size) {
        List<@Nullable Object> keys = new ArrayList<>();
        for (Object key : Cursor.of(schema, query, row).keys()) {
            keys.add(RowJson.member(key));
        }
        String text = encoded(Map.of("at", keys), page, size);
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("row", row.id());
        place.put(VERSION, row.version());
        return encoded(place, page, size);
    }

    private String encoded(Map<String, ?> place, @Nullable Long page, int size) {
        Map<String, Object> cursor = new LinkedHashMap<>();
        cursor.put("by", order());
        cursor.putAll(place);
        if (page != null) {
            cursor.put(ListParameters.PAGE, page);
            cursor.put(SIZE, size);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(cursor));
    }

    /**
     * Decodes the value of a parameter; {@link DomainException.Invalid} when it is malformed, or belongs to another
     * order, page or page size, or when the version of its row is unknown.
     */
    Mono<Cursor> read(String parameter, String text, @Nullable Long page, int size) {
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
            if (page != null) {
                requireSamePage(parameter, page, read.get(ListParameters.PAGE));
                requireSameSize(size, read.get(SIZE));
            }
            return row == null ? Mono.just(place(read.get("at"))) : placeOf(row, read.get(VERSION));
        });
    }

    /** Cursors of earlier releases have no version, so that the position of the row is unknown. */
    private Mono<Cursor> placeOf(JsonNode row, @Nullable JsonNode version) {
        if (!isLong(row) || version != null && !isLong(version)) {
            throw unreadable();
        }
        if (version == null) {
            throw gone();
        }
        return rows.find(row.longValue(), version.longValue())
                .<Cursor>map(found -> Cursor.of(schema, query, found))
                .onErrorMap(DomainException.NotFound.class, unknown -> gone());
    }

    private static boolean isLong(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong();
    }

    private static DomainException gone() {
        return new DomainException.Invalid(Cursor.MESSAGE, "The row at which the page begins is gone; start anew.");
    }

    private static void requireSamePage(String parameter, long page, @Nullable JsonNode known) {
        if (known == null || !isLong(known)) {
            throw new DomainException.Invalid(
                    Cursor.MESSAGE, "The cursor does not tell which page it leads to: leave out page.");
        }
        if (known.longValue() != page) {
            throw new DomainException.Invalid(
                    Cursor.MESSAGE,
                    "page is " + page + ", but " + parameter + " leads to page " + known.longValue()
                            + ": give one of them, or both as Link has them.");
        }
    }

    private static void requireSameSize(int size, @Nullable JsonNode known) {
        // Cursors of earlier releases have no size.
        if (known != null && (!isLong(known) || known.longValue() != size)) {
            throw new DomainException.Invalid(
                    Cursor.MESSAGE,
                    "The cursor counts pages of another results_per_page than " + size + ": leave out page.");
        }
    }

    private Cursor place(@Nullable JsonNode at) {
        if (at == null || !at.isArray() || at.size() > query.keys().size()) {
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
            byte[] json = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
            JsonNode read = StrictJson.read(json, Cursor.MESSAGE);
            if (read.isObject()) {
                return read;
            }
            throw unreadable();
        } catch (IllegalArgumentException | DomainException.Invalid noCursor) {
            throw unreadable();
        }
    }

    private static DomainException unreadable() {
        return new DomainException.Invalid(
                Cursor.MESSAGE, "This is not a valid cursor; take it from the Link of a list.");
    }

    private String order() {
        return query.keys().stream()
                .map(key -> (key.descending() ? "-" : "+") + key.field())
                .collect(Collectors.joining());
    }
}
