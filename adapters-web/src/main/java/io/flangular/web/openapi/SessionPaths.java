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
                "/login", object("post", login()),
                "/api/session", object("get", session()),
                "/api/openapi.json", object("get", description()));
    }

    private static Map<String, Object> login() {
        return object(
                "operationId",
                "log_in",
                "tags",
                TAG,
                "summary",
                "Log in",
                "description",
                "Begins a session and sets its two cookies, and one by which the browser is known the next time. Where"
                    + " the account has a second factor, the right password is answered 401 with a challenge, which is"
                    + " sent back with the code within five minutes. The header \"Accept: application/json\" asks for"
                    + " the answers that are described here; without it they are those of a page. A request with the"
                    + " header Origin must come from the server's own pages.",
                "security",
                List.of(),
                "requestBody",
                object("required", true, "content", form()),
                "responses",
                object(
                        "200", sessionAnswer("The session that began."),
                        "400", ref("responses/BadRequest"),
                        "401", noSession(),
                        "403", ref("responses/NotAllowed"),
                        "413", ref("responses/TooLarge"),
                        "415", ref("responses/UnsupportedMediaType"),
                        "429", later("Too many attempts failed from this address."),
                        "503", later("Too many log in at once."),
                        "default", ref("responses/Problem")));
    }

    /** One schema for both forms: what a generated client knows of alternatives is little. */
    private static Map<String, Object> form() {
        Map<String, Object> fields = object(
                "email",
                object("type", "string"),
                "password",
                object("type", "string", "format", "password"),
                "challenge",
                object("type", "string", "description", "Of the answer 401, in place of email and password."),
                "code",
                object("type", "string", "description", "Beside the challenge: six digits, or a recovery code."));
        Map<String, Object> password = object("email", "anna@example.org", "password", "correct horse battery staple");
        Map<String, Object> code = object("challenge", "eyJ…", "code", "123456");
        return object(
                "application/x-www-form-urlencoded",
                object(
                        "schema",
                        object("type", "object", "properties", fields),
                        "examples",
                        object(
                                "password", object("summary", "First", "value", password),
                                "code", object("summary", "Where a code is needed", "value", code))));
    }

    private static Map<String, Object> noSession() {
        Map<String, Object> example = object(
                "type", "about:blank",
                "title", "Unauthorized",
                "status", 401,
                "message", "A code is needed.",
                "challenge", "eyJ…");
        return object(
                "description",
                "No session began, for one reason or another. With a challenge it can begin with a code.",
                "content",
                Json.content("application/problem+json", ref("schemas/LogInProblem"), example));
    }

    private static Map<String, Object> later(String description) {
        return object(
                "description",
                description,
                "headers",
                object("Retry-After", ref("headers/Retry-After")),
                "content",
                object("application/problem+json", object("schema", ref("schemas/LogInProblem"))));
    }

    private static Map<String, Object> session() {
        return object(
                "operationId",
                "session",
                "tags",
                TAG,
                "summary",
                "Tell who is logged in",
                "description",
                "The session of the caller. An API token has none.",
                "security",
                List.of(SharedParts.SESSION),
                "responses",
                object(
                        "200", sessionAnswer("Who is logged in, and for how long."),
                        "401", ref("responses/NotAuthenticated"),
                        "403", ref("responses/NotAllowed"),
                        "default", ref("responses/Problem")));
    }

    private static Map<String, Object> sessionAnswer(String description) {
        Map<String, Object> example = object(
                "user",
                object(
                        "id", 1,
                        "email", "anna@example.org",
                        "name", "Anna Ruiz",
                        "role", "editor",
                        "permissions", List.of("read", "write")),
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
