package io.flangular.web.openapi;

import static io.flangular.web.openapi.Json.joined;
import static io.flangular.web.openapi.Json.object;
import static io.flangular.web.openapi.Json.ref;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Describes the header {@code X-Page-User} and its response 409, which the session filter adds to every route. */
final class PageUserHeader {
    private PageUserHeader() {}

    /** The same paths, each operation of the API with the header and with the answer to another user. */
    static Map<String, Object> addedTo(Map<String, Object> paths) {
        Map<String, Object> added = object();
        paths.forEach((path, item) -> added.put(path, path.startsWith("/api/") ? addedToItem((Map<?, ?>) item) : item));
        return added;
    }

    private static Map<String, Object> addedToItem(Map<?, ?> item) {
        List<Object> parameters = new ArrayList<>();
        if (item.get("parameters") instanceof List<?> known) {
            parameters.addAll(known);
        }
        parameters.add(ref("parameters/X-Page-User"));
        Map<String, Object> added = object("parameters", parameters);
        item.forEach((name, operation) -> {
            if (operation instanceof Map<?, ?> described) {
                added.put((String) name, withAnswer(described));
            }
        });
        return added;
    }

    private static Map<String, Object> withAnswer(Map<?, ?> operation) {
        Map<String, Object> added = object();
        operation.forEach((name, value) -> added.put(
                (String) name,
                name.equals("responses") && value instanceof Map<?, ?> responses
                        ? joined(object("409", ref("responses/OtherUser")), copy(responses))
                        : value));
        return added;
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = object();
        map.forEach((name, value) -> copy.put((String) name, value));
        return copy;
    }
}
