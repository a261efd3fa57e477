package io.flangular.web.openapi;

import static io.flangular.web.openapi.Json.joined;
import static io.flangular.web.openapi.Json.object;
import static io.flangular.web.openapi.Json.ref;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What can be done by the logged-in user, and not with an API token. */
final class SessionOperation {
    private static final String JSON = "application/json";

    private SessionOperation() {}

    /** An operation with these answers, beside those that all of them have. */
    static Map<String, Object> of(
            String tag, String id, String summary, String description, Map<String, Object> responses) {
        return object(
                "operationId",
                tag + "_" + id,
                "tags",
                List.of(tag),
                "summary",
                summary,
                "description",
                description,
                "security",
                List.of(SharedParts.SESSION),
                "responses",
                joined(
                        responses,
                        object(
                                "401", ref("responses/NotAuthenticated"),
                                "403", ref("responses/NotAllowed"),
                                "default", ref("responses/Problem"))));
    }

    /** The same operation with a body, and with the answers to one that is not good. */
    static Map<String, Object> sent(Map<String, Object> operation, Map<String, Object> schema, Object example) {
        Map<String, Object> responses = object();
        ((Map<?, ?>) Objects.requireNonNull(operation.get("responses")))
                .forEach((status, answer) -> responses.put((String) status, answer));
        return joined(
                operation,
                object(
                        "requestBody",
                        object("required", true, "content", Json.content(JSON, schema, example)),
                        "responses",
                        joined(
                                responses,
                                object(
                                        "400", ref("responses/BadRequest"),
                                        "413", ref("responses/TooLarge"),
                                        "415", ref("responses/UnsupportedMediaType")))));
    }

    /** An answer in JSON. */
    static Map<String, Object> answer(String description, Map<String, Object> schema, Object example) {
        return object("description", description, "content", Json.content(JSON, schema, example));
    }
}
