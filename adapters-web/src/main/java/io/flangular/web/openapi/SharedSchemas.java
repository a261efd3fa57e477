package io.flangular.web.openapi;

import static io.flangular.web.openapi.Json.joined;
import static io.flangular.web.openapi.Json.listOf;
import static io.flangular.web.openapi.Json.object;
import static io.flangular.web.openapi.Json.ref;
import static io.flangular.web.openapi.Json.typed;

import io.flangular.domain.apitoken.ApiTokenScope;
import io.flangular.domain.resource.access.Permission;
import java.util.List;
import java.util.Map;

/** The schemas that do not depend on a collection: what its answers hold beside rows, sessions and API tokens. */
final class SharedSchemas {
    private static final Map<String, Object> DATE_TIME = object("format", "date-time");

    private SharedSchemas() {}

    /** All of them, by name. */
    static Map<String, Object> all() {
        return object(
                "Author", described("Who made a change.", object("id", Members.ID, "name", Members.TEXT)),
                "Change", change(),
                "ImportError", importError(),
                "ImportOutcome", importOutcome(),
                "ImportProblem", importProblem(),
                "ImportStep", importStep(),
                "LogInProblem", logInProblem(),
                "Problem", problem(),
                "Token", token(),
                "IssueApiTokenRequest", tokenOrder(),
                "Session", session());
    }

    private static Map<String, Object> change() {
        Map<String, Object> members = object(
                "version", joined(typed("integer", "The version of the row."), object("format", "int64")),
                "at",
                        joined(
                                typed(List.of("string", "null"), "When it was changed; null when that is not known."),
                                DATE_TIME),
                "by", object("anyOf", List.of(ref("schemas/Author"), object("type", "null"))));
        return described("The latest change of a row.", members);
    }

    /** One schema for both outcomes: what a generated client knows of alternatives is little. */
    private static Map<String, Object> importOutcome() {
        return joined(
                described(
                        "What a table has done or, in a dry run, what it would do.",
                        joined(importCounts(), importReport()),
                        List.of()),
                object("additionalProperties", false));
    }

    private static Map<String, Object> importCounts() {
        return object(
                "num_created", typed("integer", "How many rows were created; not in a dry run."),
                "num_updated", typed("integer", "How many rows were changed; not in a dry run."),
                "num_unchanged", typed("integer", "How many rows were as the lines want them; not in a dry run."));
    }

    private static Map<String, Object> importStep() {
        Map<String, Object> members = object(
                "phase",
                        joined(
                                typed("string", "What is under way; \"done\" in the last line."),
                                object("enum", List.of("check", "apply", "done"))),
                "done", typed("integer", "So many lines of the table are done with; not in the last line."),
                "total", typed("integer", "Of so many lines, while they are applied."),
                "status",
                        typed(
                                "integer",
                                "In the last line: 200, or the status of the problem whose members follow. The answer"
                                        + " itself had to begin with 200 before."));
        return described(
                "How far an import is or, in the last line, its outcome or the members of a problem.",
                joined(members, importCounts(), importReport()),
                List.of("phase"));
    }

    /** What an import that is only tried says, and one that is refused as well. */
    private static Map<String, Object> importReport() {
        return object(
                "rows",
                        typed(
                                "integer",
                                "Lines below the first. This and what follows is not said of what was imported."),
                "create", typed("integer", "New rows."),
                "update", typed("integer", "Rows that would change."),
                "unchanged", typed("integer", "Rows that are already as the lines want them."),
                "num_errors", typed("integer", "All that is wrong."),
                "errors", joined(listOf(ref("schemas/ImportError")), object("description", "The first 1,000 errors.")));
    }

    private static Map<String, Object> importProblem() {
        return extended("A problem; of a faulty table, with what is wrong with it as in a dry run.", importReport());
    }

    private static Map<String, Object> logInProblem() {
        return extended(
                "A problem; where a code is needed, with what is sent back together with the code.",
                object("challenge", Members.TEXT));
    }

    /** A problem that may have more members. */
    static Map<String, Object> extended(String description, Map<String, Object> more) {
        return object(
                "description",
                description,
                "allOf",
                List.of(ref("schemas/Problem"), object("type", "object", "properties", more)));
    }

    private static Map<String, Object> importError() {
        return described(
                "What is wrong with a line.",
                object(
                        "line", typed("integer", "Where, as an editor counts lines."),
                        "column",
                                typed(
                                        List.of("string", "null"),
                                        "The name of the column; null when the whole line is meant."),
                        "message", Members.TEXT));
    }

    private static Map<String, Object> problem() {
        Map<String, Object> members = object(
                "type", joined(typed("string", "What kind of problem it is."), object("format", "uri-reference")),
                "title", typed("string", "The words that HTTP has for the status."),
                "status", typed("integer", "The status of the answer."),
                "message", typed("string", "What went wrong, in the words of the collection protocol."),
                "detail", typed("string", "Where it went wrong: the place in the query or in the JSON."),
                "validation_errors",
                        object(
                                "type", "object",
                                "description", "The refused fields, each with the reason.",
                                "additionalProperties", Members.TEXT),
                "outcome",
                        joined(
                                typed(
                                        "string",
                                        "With 503: the connection to the database broke during the commit, and the"
                                                + " change may have been stored."),
                                object("enum", List.of("unknown"))),
                "reference", typed("string", "What to tell the administrator; it stands in the server's log."));
        return described(
                "An error answer: problem details of RFC 9457, with a message.",
                members,
                List.of("type", "title", "status", "message"));
    }

    private static Map<String, Object> token() {
        Map<String, Object> members = object(
                "id",
                Members.ID,
                "name",
                typed("string", "What it is for."),
                "scope",
                scope(),
                "created",
                Members.INSTANT,
                "ends",
                Members.INSTANT,
                "last_used",
                joined(typed(List.of("string", "null"), "Null when it never opened anything."), DATE_TIME));
        Map<String, Object> secret =
                object("token", typed("string", "The secret, shown once: in the answer that makes it."));
        return described("An API token.", joined(members, secret), Json.names(members));
    }

    private static Map<String, Object> tokenOrder() {
        Map<String, Object> members = object(
                "name", typed("string", "What it is for."),
                "scope", scope(),
                "ends",
                        typed(
                                List.of("string", "null"),
                                "A date, such as 2027-03-31, or an instant. Left out, it is the usual time."));
        return joined(
                described("What a new API token is to be.", members, List.of("name", "scope")),
                object("additionalProperties", false));
    }

    private static Map<String, Object> scope() {
        return joined(Members.words(ApiTokenScope.class), object("description", "Whether it may change anything."));
    }

    private static Map<String, Object> session() {
        Map<String, Object> user = object(
                "id", Members.ID,
                "email", Members.TEXT,
                "name", Members.TEXT_OR_NULL,
                "role", Members.ROLE,
                "permissions",
                        joined(
                                listOf(Members.words(Permission.class)),
                                object("description", "What follows from the role.")));
        Map<String, Object> members = object(
                "user", object("type", "object", "properties", user, "required", Json.names(user)),
                "idle_seconds", typed("integer", "The session ends after so many seconds without a request."),
                "ends_at", joined(typed("string", "When it ends at the latest."), DATE_TIME));
        return described("Who is logged in, and for how long.", members);
    }

    private static Map<String, Object> described(String description, Map<String, Object> members) {
        return described(description, members, Json.names(members));
    }

    private static Map<String, Object> described(
            String description, Map<String, Object> members, List<String> required) {
        return object("description", description, "type", "object", "properties", members, "required", required);
    }
}
