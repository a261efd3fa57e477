package io.flangular.web.openapi;

import static io.flangular.web.openapi.Json.object;
import static io.flangular.web.openapi.Json.ref;

import java.util.List;
import java.util.Map;

/** How a session begins, what it is, and where this description stands. */
final class SessionPaths {
    private static final List<String> TAG = List.of("session");
    private static final String JSON = "application/json";

    private SessionPaths() {}

    /** All of them, by path. */
    static Map<String, Object> all() {
        return object(
                "/login", object("post", logIn()),
                "/api/session", object("get", session()),
                "/api/openapi.json", object("get", description()));
    }

    private static Map<String, Object> logIn() {
        Map<String, Object> form = object(
                "type", "object",
                "properties",
                        object(
                                "email", object("type", "string"),
                                "password", object("type", "string", "format", "password")),
                "required", List.of("email", "password"));
        Map<String, Object> example = object("email", "anna@example.org", "password", "correct horse battery staple");
        return object(
                "operationId",
                "log_in",
                "tags",
                TAG,
                "summary",
                "Log in",
                "description",
                "Begins a session and sets its two cookies. The header \"Accept: application/json\" asks for the"
                        + " answers that are described here; without it they are those of a page. A request with the"
                        + " header Origin must come from the server's own pages.",
                "security",
                List.of(),
                "requestBody",
                object("required", true, "content", Json.content("application/x-www-form-urlencoded", form, example)),
                "responses",
                object(
                        "200", sessionAnswer("The session that began."),
                        "401", ref("responses/NotAuthenticated"),
                        "403", ref("responses/NotAllowed"),
                        "default", ref("responses/Problem")));
    }

    private static Map<String, Object> session() {
        return object(
                "operationId",
                "session",
                "tags",
                TAG,
                "summary",
                "Tell who is logged in",
                "responses",
                object(
                        "200", sessionAnswer("Who is logged in, and for how long."),
                        "401", ref("responses/NotAuthenticated"),
                        "default", ref("responses/Problem")));
    }

    private static Map<String, Object> sessionAnswer(String description) {
        Map<String, Object> example = object(
                "user",
                object("id", 1, "email", "anna@example.org", "name", "Anna Ruiz"),
                "idle_seconds",
                600,
                "ends_at",
                "2026-01-31T20:00:00Z");
        return object("description", description, "content", Json.content(JSON, ref("schemas/Session"), example));
    }

    private static Map<String, Object> description() {
        Map<String, Object> content = object(JSON, object("schema", object("type", "object")));
        return object(
                "operationId", "openapi",
                "tags", TAG,
                "summary", "Describe the API",
                "description", "This document.",
                "responses",
                        object(
                                "200", object("description", "The description, in OpenAPI 3.1.", "content", content),
                                "401", ref("responses/NotAuthenticated"),
                                "default", ref("responses/Problem")));
    }
}
