package io.flangular.web.openapi;

import static io.flangular.web.openapi.Json.joined;
import static io.flangular.web.openapi.Json.listOf;
import static io.flangular.web.openapi.Json.object;
import static io.flangular.web.openapi.Json.ref;

import java.util.List;
import java.util.Map;

/** How API tokens are made, seen and revoked; a token cannot do it. */
final class ApiTokenPaths {
    private static final String JSON = "application/json";
    private static final Map<String, Object> EXAMPLE = object(
            "id", 1,
            "name", "import",
            "scope", "read",
            "created", "2026-01-31T12:00:00Z",
            "ends", "2027-01-31T12:00:00Z",
            "last_used", "2026-02-01T09:00:00Z");

    private ApiTokenPaths() {}

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
        return SessionOperation.of(
                "token",
                "list",
                "List your tokens",
                "Without their secrets.",
                object("200", object("description", "Your tokens.", "content", Json.content(JSON, schema, example))));
    }

    private static Map<String, Object> issue() {
        Map<String, Object> order = object("name", "import", "scope", "read", "ends", "2027-01-31");
        Map<String, Object> made = joined(EXAMPLE, object("token", "flg_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
        return SessionOperation.sent(
                SessionOperation.of(
                        "token",
                        "issue",
                        "Make a token",
                        "The answer shows its secret, once.",
                        object(
                                "201",
                                SessionOperation.answer("The token with its secret.", ref("schemas/Token"), made))),
                ref("schemas/IssueApiTokenRequest"),
                order);
    }

    private static Map<String, Object> revoke() {
        return SessionOperation.of(
                "token",
                "revoke",
                "Revoke a token",
                "It opens nothing from now on.",
                object("204", object("description", "It is revoked."), "404", ref("responses/NotFound")));
    }
}
