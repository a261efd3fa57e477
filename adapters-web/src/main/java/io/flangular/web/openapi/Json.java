package io.flangular.web.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short ways to write JSON objects that keep their order. */
final class Json {
    private Json() {}

    /** The object of these names and values, by turns. */
    static Map<String, Object> object(Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        return object;
    }

    /** The first with the members of the others added. */
    @SafeVarargs
    static Map<String, Object> joined(Map<String, Object> first, Map<String, Object>... others) {
        Map<String, Object> joined = new LinkedHashMap<>(first);
        for (Map<String, Object> other : others) {
            joined.putAll(other);
        }
        return joined;
    }

    /** A reference to a component, such as {@code schemas/Problem}. */
    static Map<String, Object> ref(String component) {
        return object("$ref", "#/components/" + component);
    }

    /** A schema of one type with a description. */
    static Map<String, Object> typed(Object type, String description) {
        return object("type", type, "description", description);
    }

    /** A list of such entries. */
    static Map<String, Object> listOf(Map<String, Object> entries) {
        return object("type", "array", "items", entries);
    }

    /** Content of one media type. */
    static Map<String, Object> content(String mediaType, Map<String, Object> schema, Object example) {
        return object(mediaType, object("schema", schema, "example", example));
    }

    /** The names of the required members, in the way of JSON Schema. */
    static List<String> names(Map<String, Object> properties) {
        return List.copyOf(properties.keySet());
    }
}
