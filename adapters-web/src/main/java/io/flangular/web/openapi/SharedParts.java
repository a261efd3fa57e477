package io.flangular.web.openapi;

import static io.flangular.web.openapi.Json.joined;
import static io.flangular.web.openapi.Json.object;
import static io.flangular.web.openapi.Json.ref;

import io.flangular.web.parameter.PageParameters;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What operations have in common: headers, parameters, answers that are no success, and the ways to prove who one is.
 */
final class SharedParts {
    private static final String PROBLEM = "application/problem+json";

    /** The cookie and the header of a session, which are needed together. */
    static final Map<String, Object> SESSION =
            Collections.unmodifiableMap(object("cookie", List.of(), "xsrf", List.of()));

    private static final Map<String, Object> ID =
            Collections.unmodifiableMap(object("type", "integer", "format", "int64", "minimum", 1));

    private SharedParts() {}

    /** The headers of answers. */
    static Map<String, Object> headers() {
        return object(
                "ETag",
                        header(
                                "The version of the row, behind its id where q has \"single\"; or a hash of the list.",
                                "\"1\""),
                "Link",
                        header(
                                "The URLs of the first, previous, next and last page, as far as there are any and they"
                                        + " fit into 2,000 bytes (RFC 8288).",
                                "<https://inventory.example.org/api/computer?page=2&results_per_page=10>;"
                                        + " rel=\"next\""),
                "Location",
                        header(
                                "The URL of the row; of a list, where q has \"single\".",
                                "https://inventory.example.org/api/computer/1"),
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
                "id", joined(parameter("path", "id", "The id of the row.", ID, 1), object("required", true)),
                "page",
                        parameter(
                                "query",
                                "page",
                                // No maximum: generated clients would have another type.
                                "The page, counted from 1 to " + PageParameters.GREATEST_NUMBER + ".",
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
                                "The cursor behind which the page begins, as Link gives it, or the body where Link has"
                                    + " no room. It means the place where a row was, even if the row has been changed"
                                    + " or deleted since; where that is not known any more, the answer is 400. Pages"
                                    + " by cursor are as fast at the end of a million rows as at the start.",
                                object("type", "string"),
                                "eyJieSI6IitpZCIsImF0IjpbMTBdfQ"),
                "before",
                        parameter(
                                "query",
                                "before",
                                "The cursor in front of which the page ends, given as for after; \"end\" is the last"
                                        + " page.",
                                object("type", "string"),
                                "end"),
                "with",
                        parameter(
                                "query",
                                "with",
                                "With \"change\" every row tells its version, and who changed it when.",
                                object("type", "string", "enum", List.of("change")),
                                "change"),
                "version",
                        joined(
                                parameter("path", "version", "A version of the history.", ID, 1),
                                object("required", true)),
                "dry_run",
                        parameter(
                                "query",
                                "dry_run",
                                "With \"true\" all checks are made and nothing is changed. The answer, always 200, is"
                                        + " the row or the number of rows as it would be, or the report about a table.",
                                object("type", "boolean", "default", false),
                                true),
                "columns",
                        parameter(
                                "query",
                                "columns",
                                "For a table in CSV: a JSON object of the file's columns and the fields that they"
                                    + " mean. A column that means null is ignored; \"*\" stands for all columns that"
                                    + " are otherwise unknown.",
                                object("type", "string"),
                                "{\"Notes\": null}"),
                "Idempotency-Key",
                        parameter(
                                "header",
                                "Idempotency-Key",
                                "A name for this request. Sent again with the same body, it makes no second row, and"
                                        + " the answer is the first one's.",
                                object("type", "string"),
                                "8e03978e-40d5-43dd-bc93-6894a57f9324"),
                "If-Match",
                        joined(
                                parameter(
                                        "header",
                                        "If-Match",
                                        "The ETag of the row that the change is based on, also in a form that a proxy"
                                                + " gave to it. Another version is left alone, and answered with 412.",
                                        object("type", "string"),
                                        "\"1\""),
                                object("required", ifMatchNeeded)),
                "X-Page-User",
                        parameter(
                                "header",
                                "X-Page-User",
                                "With a session: the id of the user for whom a page was opened. Where somebody else is"
                                        + " logged in by now, nothing is done, and the answer is 409. Scripts need not"
                                        + " send it.",
                                ID,
                                1),
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
                                "Something in the request is wrong. The detail says where, validation_errors name the"
                                        + " fields.",
                                400,
                                "Bad Request",
                                "Unable to construct query",
                                object("detail", "filters[0]: there is no field \"colour\"; there are id, name")),
                "BadTable",
                        problem(
                                "Something in the request is wrong. Of a faulty table, errors tell what and where.",
                                400,
                                "Bad Request",
                                "The table has an error. Nothing was changed.",
                                "ImportProblem",
                                object(
                                        "rows", 3,
                                        "create", 2,
                                        "update", 0,
                                        "unchanged", 0,
                                        "num_errors", 1,
                                        "errors",
                                                List.of(object(
                                                        "line", 7, "column", "ram", "message", "must not be empty")))),
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
                                "The body is too large: the JSON of a row or of a change of many rows over 2 MB, any"
                                        + " other over 16 KB, a table over 64 MB.",
                                413,
                                "Content Too Large",
                                "The body is larger than 2 MB.",
                                object()),
                "UnsupportedMediaType",
                        problem(
                                "The body is not said to be JSON, has a content coding, or is in another charset than"
                                        + " UTF-8. A table may be in any charset that its Content-Type names and the"
                                        + " server knows.",
                                415,
                                "Unsupported Media Type",
                                "Request must have \"Content-Type: application/json\" header",
                                object()),
                "OtherUser",
                        problem(
                                "The page was opened by another user than the one who is logged in now: see"
                                        + " X-Page-User. Its type is urn:flangular:problem:other-user.",
                                409,
                                "Conflict",
                                "This page was opened by another user than the one who is logged in now. Nothing was"
                                        + " done.",
                                object("type", "urn:flangular:problem:other-user")),
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
                                        "Any other problem. 429 and 503 say when to try again; of a fault of the"
                                            + " server, 500, the reference stands in its log. A 503 with the member"
                                            + " outcome, \"unknown\", and without Retry-After: the connection to the"
                                            + " database broke during the commit, and the change may have been"
                                            + " stored.",
                                        500,
                                        "Internal Server Error",
                                        "Something went wrong on the server.",
                                        object("reference", "0f8fad5b-d9cb-469f-a165-70867728950e")),
                                object("headers", object("Retry-After", ref("headers/Retry-After")))));
    }

    private static Map<String, Object> problem(
            String description, int status, String title, String message, Map<String, Object> more) {
        return problem(description, status, title, message, "Problem", more);
    }

    private static Map<String, Object> problem(
            String description, int status, String title, String message, String schema, Map<String, Object> more) {
        Map<String, Object> example =
                joined(object("type", "about:blank", "title", title, "status", status, "message", message), more);
        return object("description", description, "content", Json.content(PROBLEM, ref("schemas/" + schema), example));
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
                                        "The cookie of the session, which POST /login sets; scripts of a page cannot"
                                            + " read it. It proves nothing without the header X-XSRF-TOKEN. Where the"
                                            + " server runs without TLS and is set to use insecure cookies, its name"
                                            + " is flangular-session."),
                "xsrf",
                        object(
                                "type", "apiKey",
                                "in", "header",
                                "name", "X-XSRF-TOKEN",
                                "description",
                                        "The value of the cookie XSRF-TOKEN, of the same session. Answers renew both"
                                                + " cookies now and then; send what was set last."),
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
