package io.flangular.web.openapi;

import static io.flangular.web.openapi.Json.joined;
import static io.flangular.web.openapi.Json.object;
import static io.flangular.web.openapi.Json.ref;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What operations have in common: headers, parameters, answers that are no success, and the ways to prove who one is. */
final class SharedParts {
    private static final String PROBLEM = "application/problem+json";

    /** The cookie and the header of a session, which are needed together. */
    static final Map<String, Object> SESSION =
            Collections.unmodifiableMap(object("cookie", List.of(), "xsrf", List.of()));

    private SharedParts() {}

    /** The headers of answers. */
    static Map<String, Object> headers() {
        return object(
                "ETag", header("The version of the row, or a hash of the list.", "\"1\""),
                "Link",
                        header(
                                "Where the first, previous, next and last page are, as far as there are any (RFC 8288).",
                                "</api/computer?page=2&results_per_page=10>; rel=\"next\""),
                "Location", header("Where the row is.", "/api/computer/1"),
                "Content-Disposition", header("A name for the file.", "attachment; filename=\"computer.csv\""),
                "Retry-After", header("After how many seconds it is worth another try.", "30"),
                "WWW-Authenticate", header("How scripts prove who they are.", "Bearer realm=\"flangular\""),
                "Allow", header("The methods that the address knows.", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"));
    }

    private static Map<String, Object> header(String description, String example) {
        return object("description", description, "schema", object("type", "string"), "example", example);
    }

    /** The parameters of requests. */
    static Map<String, Object> parameters(boolean ifMatchNeeded) {
        return object(
                "id",
                        joined(
                                parameter(
                                        "path", "id", "The id of the row.", object("type", "integer", "minimum", 1), 1),
                                object("required", true)),
                "page",
                        parameter(
                                "query",
                                "page",
                                "The page, counted from 1.",
                                object("type", "integer", "minimum", 1, "default", 1),
                                1),
                "results_per_page",
                        parameter(
                                "query",
                                "results_per_page",
                                "Rows on a page; more than 100 means 100.",
                                object("type", "integer", "minimum", 1, "default", 10),
                                10),
                "count",
                        parameter(
                                "query",
                                "count",
                                "With \"none\" the rows are not counted, which is faster.",
                                object("type", "string", "enum", List.of("none")),
                                "none"),
                "after",
                        parameter(
                                "query",
                                "after",
                                "The cursor behind which the page begins, as Link gives it. Pages by cursor are as fast at"
                                        + " the end of a million rows as at the start.",
                                object("type", "string"),
                                "eyJieSI6IitpZCIsImF0IjpbMTBdfQ"),
                "before",
                        parameter(
                                "query",
                                "before",
                                "The cursor in front of which the page ends; \"end\" is the last page.",
                                object("type", "string"),
                                "end"),
                "with",
                        parameter(
                                "query",
                                "with",
                                "With \"change\" every row tells its version, and who changed it when.",
                                object("type", "string"),
                                "change"),
                "version",
                        joined(
                                parameter(
                                        "path",
                                        "version",
                                        "A version of the history.",
                                        object("type", "integer", "minimum", 1),
                                        1),
                                object("required", true)),
                "dry_run",
                        parameter(
                                "query",
                                "dry_run",
                                "For a table in CSV: with \"true\" it is only checked, and nothing is changed.",
                                object("type", "string"),
                                "true"),
                "Idempotency-Key",
                        parameter(
                                "header",
                                "Idempotency-Key",
                                "A name for this request. Sent again with the same body, it makes no second row, and the"
                                        + " answer is the first one's.",
                                object("type", "string"),
                                "8e03978e-40d5-43dd-bc93-6894a57f9324"),
                "If-Match",
                        joined(
                                parameter(
                                        "header",
                                        "If-Match",
                                        "The ETag of the row that the change is based on. Another version is left alone, and"
                                                + " answered with 412.",
                                        object("type", "string"),
                                        "\"1\""),
                                object("required", ifMatchNeeded)),
                "If-None-Match",
                        parameter(
                                "header",
                                "If-None-Match",
                                "The ETag of what is known already; 304 says that it still holds.",
                                object("type", "string"),
                                "\"1\""));
    }

    private static Map<String, Object> parameter(
            String in, String name, String description, Map<String, Object> schema, Object example) {
        return object("in", in, "name", name, "description", description, "schema", schema, "example", example);
    }

    /** The answers that are not a success. */
    static Map<String, Object> responses() {
        return object(
                "NotModified",
                        object(
                                "description",
                                "What is known already still holds.",
                                "headers",
                                object("ETag", ref("headers/ETag"))),
                "BadRequest",
                        problem(
                                "Something in the request is wrong. The detail says where, validation_errors name the fields.",
                                400,
                                "Bad Request",
                                "Unable to construct query",
                                object("detail", "filters[0]: there is no field \"colour\"; there are id, name")),
                "NotAuthenticated",
                        joined(
                                problem(
                                        "Nobody is logged in, half of the proof is missing, or the token is not good.",
                                        401,
                                        "Unauthorized",
                                        "You are not logged in.",
                                        object()),
                                object("headers", object("WWW-Authenticate", ref("headers/WWW-Authenticate")))),
                "NotAllowed",
                        problem(
                                "The policy of the collection does not let you, or the token may only read.",
                                403,
                                "Forbidden",
                                "You are not allowed to do this.",
                                object()),
                "NotFound", problem("There is no such row.", 404, "Not Found", "No result found", object()),
                "TooLarge",
                        problem(
                                "The body is too large: JSON over 256 KB, a table over 64 MB.",
                                413,
                                "Content Too Large",
                                "The body is larger than 256 KB.",
                                object()),
                "UnsupportedMediaType",
                        problem(
                                "The body is not said to be JSON, or a table is not in UTF-8.",
                                415,
                                "Unsupported Media Type",
                                "Request must have \"Content-Type: application/json\" header",
                                object()),
                "Contradiction",
                        problem(
                                "The Idempotency-Key was used for another body.",
                                422,
                                "Unprocessable Content",
                                "This Idempotency-Key was used for another body.",
                                object()),
                "PreconditionRequired",
                        problem(
                                "The server is set to demand If-Match, and there was none.",
                                428,
                                "Precondition Required",
                                "A change needs the header If-Match with the ETag of the row that it is based on.",
                                object()),
                "Problem",
                        joined(
                                problem(
                                        "Any other problem. 429 and 503 say when to try again; of a fault of the server, 500,"
                                                + " the reference stands in its log.",
                                        500,
                                        "Internal Server Error",
                                        "Something went wrong on the server. Nothing was changed.",
                                        object("reference", "0f8fad5b-d9cb-469f-a165-70867728950e")),
                                object("headers", object("Retry-After", ref("headers/Retry-After")))));
    }

    private static Map<String, Object> problem(
            String description, int status, String title, String message, Map<String, Object> more) {
        Map<String, Object> example =
                joined(object("type", "about:blank", "title", title, "status", status, "message", message), more);
        return object("description", description, "content", Json.content(PROBLEM, ref("schemas/Problem"), example));
    }

    /** That another was faster: a problem with the row as it is now. */
    static Map<String, Object> preconditionFailed(RowSchemas rows) {
        Map<String, Object> example = object(
                "type", "about:blank",
                "title", "Precondition Failed",
                "status", 412,
                "message", "Someone else has changed this in the meantime.",
                "current", rows.rowExample());
        Map<String, Object> schema = object(
                "allOf",
                List.of(
                        ref("schemas/Problem"),
                        object("type", "object", "properties", object("current", ref("schemas/" + rows.row())))));
        return object(
                "description", "The row has another version than If-Match says. The answer carries it as it is now.",
                "headers", object("ETag", ref("headers/ETag")),
                "content", Json.content(PROBLEM, schema, example));
    }

    /** How a caller proves who it is: the two halves of a session, which are needed together, or a token. */
    static Map<String, Object> securitySchemes() {
        return object(
                "cookie",
                        object(
                                "type", "apiKey",
                                "in", "cookie",
                                "name", "__Host-session",
                                "description",
                                        "The cookie of the session, which POST /login sets; scripts of a page cannot read it."
                                                + " It proves nothing without the header X-XSRF-TOKEN. Where the server runs"
                                                + " without TLS and is set to use insecure cookies, its name is session."),
                "xsrf",
                        object(
                                "type", "apiKey",
                                "in", "header",
                                "name", "X-XSRF-TOKEN",
                                "description",
                                        "The value of the cookie XSRF-TOKEN, of the same session. Answers renew both cookies"
                                                + " now and then; send what was set last."),
                "token",
                        object(
                                "type", "http",
                                "scheme", "bearer",
                                "description",
                                        "For scripts: an API token, which somebody who is logged in has made with POST"
                                                + " /api/token. A request comes with a token or with a session, not with"
                                                + " both."));
    }
}
