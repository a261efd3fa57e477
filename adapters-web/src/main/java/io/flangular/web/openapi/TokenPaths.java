package io.flangular.web.openapi;

import static io.flangular.web.openapi.Json.joined;
import static io.flangular.web.openapi.Json.listOf;
import static io.flangular.web.openapi.Json.object;
import static io.flangular.web.openapi.Json.ref;

import java.util.List;
import java.util.Map;

/** How API tokens are made, seen and revoked; a token cannot do it. */
final class TokenPaths {
    private static final String JSON = "application/json";
    private static final Map<String, Object> EXAMPLE = object(
            "id", 1,
            "name", "import",
            "scope", "read",
            "created", "2026-01-31T12:00:00Z",
            "ends", "2027-01-31T12:00:00Z",
            "last_used", "2026-02-01T09:00:00Z");

    private TokenPaths() {}

    /** All of them, by path. */
    static Map<String, Object> all() {
        return object(
                "/api/token", object("get", list(), "post", issue()),
                "/api/token/{id}", object("parameters", List.of(ref("parameters/id")), "delete", revoke()));
    }

    private static Map<String, Object> list() {
        Map<String, Object> page =
                object("num_results", object("type", "integer"), "objects", listOf(ref("schemas/Token")));
        Map<String, Object> schema = object("type", "object", "properties", page, "required", Json.names(page));
        Map<String, Object> example = object("num_results", 1, "objects", List.of(EXAMPLE));
        return operation(
                "list",
                "List your tokens",
                "Without their secrets.",
                object("200", object("description", "Your tokens.", "content", Json.content(JSON, schema, example))));
    }

    private static Map<String, Object> issue() {
        Map<String, Object> order = object("name", "import", "scope", "read", "ends", "2027-01-31");
        Map<String, Object> made = joined(EXAMPLE, object("token", "flg_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
        return joined(
                operation(
                        "issue",
                        "Make a token",
                        "The answer shows its secret, once.",
                        object(
                                "201",
                                        object(
                                                "description",
                                                "The token with its secret.",
                                                "content",
                                                Json.content(JSON, ref("schemas/Token"), made)),
                                "400", ref("responses/BadRequest"),
                                "413", ref("responses/TooLarge"),
                                "415", ref("responses/UnsupportedMediaType"))),
                object(
                        "requestBody",
                        object("required", true, "content", Json.content(JSON, ref("schemas/TokenOrder"), order))));
    }

    private static Map<String, Object> revoke() {
        return operation(
                "revoke",
                "Revoke a token",
                "It opens nothing from now on.",
                object("204", object("description", "It is revoked."), "404", ref("responses/NotFound")));
    }

    private static Map<String, Object> operation(
            String id, String summary, String description, Map<String, Object> responses) {
        return object(
                "operationId",
                "token_" + id,
                "tags",
                List.of("token"),
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
}
