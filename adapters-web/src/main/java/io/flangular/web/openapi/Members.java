package io.flangular.web.openapi;

import static io.flangular.web.openapi.Json.object;

import io.flangular.domain.EnumNames;
import io.flangular.domain.user.Role;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Schemas of what is the same wherever it stands. */
final class Members {
    /** The number of a row. */
    static final Map<String, Object> ID = fixed(object("type", "integer", "format", "int64"));

    /** An instant in UTC. */
    static final Map<String, Object> INSTANT = fixed(object("type", "string", "format", "date-time"));

    /** The same, or null. */
    static final Map<String, Object> INSTANT_OR_NULL =
            fixed(object("type", List.of("string", "null"), "format", "date-time"));

    /** Any text. */
    static final Map<String, Object> TEXT = fixed(object("type", "string"));

    /** The same, or null. */
    static final Map<String, Object> TEXT_OR_NULL = fixed(object("type", List.of("string", "null")));

    /** How many there are. */
    static final Map<String, Object> COUNT = fixed(object("type", "integer"));

    /** Yes or no. */
    static final Map<String, Object> FLAG = fixed(object("type", "boolean"));

    /** An instant of the examples. */
    static final String NOON = "2026-01-31T12:00:00Z";

    /** A role of users. */
    static final Map<String, Object> ROLE = words(Role.class);

    private Members() {}

    /** One of the values of an enum, as they are written. */
    static <E extends Enum<E>> Map<String, Object> words(Class<E> type) {
        return fixed(object("type", "string", "enum", EnumNames.all(type)));
    }

    /** An object with all of these members and no other. */
    static Map<String, Object> closed(Map<String, Object> members) {
        return object(
                "type",
                "object",
                "properties",
                members,
                "required",
                Json.names(members),
                "additionalProperties",
                false);
    }

    /** The response with the number of revoked sessions. */
    static Map<String, Object> numEnded() {
        return SessionOperation.answer(
                "How many have ended.", closed(object("num_ended", COUNT)), object("num_ended", 2));
    }

    private static Map<String, Object> fixed(Map<String, Object> schema) {
        return Collections.unmodifiableMap(schema);
    }
}
