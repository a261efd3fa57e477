package io.flangular.web.openapi;

import static io.flangular.web.openapi.Json.joined;
import static io.flangular.web.openapi.Json.object;
import static io.flangular.web.openapi.Json.ref;

import io.flangular.domain.resource.Resource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The paths of one collection and their operations. */
final class CollectionPaths {
    private static final String JSON = "application/json";
    private static final String CSV = "text/csv";
    /** Lines of JSON; the schema is that of one line. */
    private static final String NDJSON = "application/x-ndjson";

    /**
     * The status 200 beside another success. As a range it does not count where generated clients look for the type of
     * the usual answer, which is that of the lowest status.
     */
    private static final String DRY_RUN = "2XX";

    private final String name;
    private final RowSchemas rows;

    CollectionPaths(Resource<?> resource, RowSchemas rows) {
        this.name = resource.name();
        this.rows = rows;
    }

    /** All of them, by path. */
    Map<String, Object> all() {
        return object(
                "/api/" + name,
                        object(
                                "get", list(),
                                "post", create(),
                                "patch", changeAll("patch"),
                                "put", changeAll("put"),
                                "delete", deleteAll()),
                "/api/" + name + "/export", object("get", exportTable()),
                "/api/" + name + "/import", object("post", importTable()),
                "/api/" + name + "/{id}",
                        object(
                                "parameters", List.of(ref("parameters/id")),
                                "get", get(),
                                "patch", change("patch"),
                                "put", change("put"),
                                "delete", delete()),
                "/api/" + name + "/{id}/history", object("parameters", List.of(ref("parameters/id")), "get", history()),
                "/api/" + name + "/{id}/history/{version}/restore",
                        object(
                                "parameters", List.of(ref("parameters/id"), ref("parameters/version")),
                                "post", restore()),
                "/api/eval/" + name, object("get", evaluate()));
    }

    private Map<String, Object> list() {
        return operation(
                "list",
                "Search and list",
                "A page of the rows that q finds, in the order that it says, or by id. HEAD answers the same without"
                    + " the body. Where q has \"single\", the answer is the one row itself instead of a page. With the"
                    + " header \"Accept: text/csv\" it is the table of /api/" + name + "/export.",
                List.of(
                        query(rows.query(), rows.queryExample(), false),
                        ref("parameters/page"),
                        ref("parameters/results_per_page"),
                        ref("parameters/count"),
                        ref("parameters/after"),
                        ref("parameters/before"),
                        ref("parameters/with"),
                        ref("parameters/If-None-Match")),
                object(
                        "200",
                                success(
                                        "A page of rows.",
                                        joined(
                                                Json.content(JSON, ref("schemas/" + rows.page()), rows.pageExample()),
                                                table(rows.exportExample())),
                                        "ETag",
                                        "Link",
                                        "Location"),
                        "304", ref("responses/NotModified"),
                        "400", ref("responses/BadRequest"),
                        "404", ref("responses/NotFound")));
    }

    private Map<String, Object> create() {
        return joined(
                operation(
                        "create",
                        "Create a row",
                        "Fields that are left out are null. The id is given by the server. A body of the type text/csv"
                                + " is imported, as by /api/" + name + "/import.",
                        List.of(ref("parameters/Idempotency-Key"), ref("parameters/dry_run"), ref("parameters/with")),
                        object(
                                "201",
                                success("The row as it is stored.", row(), "ETag", "Location"),
                                DRY_RUN,
                                success(
                                        "In a dry run, with the status 200: the row as it would be.",
                                        Json.content(JSON, ref("schemas/" + rows.preview()), rows.previewExample())),
                                "400",
                                ref("responses/BadTable"),
                                "413",
                                ref("responses/TooLarge"),
                                "415",
                                ref("responses/UnsupportedMediaType"),
                                "422",
                                ref("responses/Contradiction"))),
                object(
                        "requestBody",
                        object(
                                "required",
                                true,
                                "content",
                                joined(
                                        Json.content(JSON, ref("schemas/" + rows.draft()), rows.draftExample()),
                                        Json.content(CSV, object("type", "string"), rows.importExample())))));
    }

    private static Map<String, Object> table(String example) {
        // Binary: generated clients would read any other string as JSON.
        return Json.content(CSV, object("type", "string", "format", "binary"), example);
    }

    private Map<String, Object> exportTable() {
        return operation(
                "export",
                "Export a table",
                "All rows that q finds, as one table in CSV.",
                List.of(query(rows.tableQuery(), rows.queryExample(), false)),
                object(
                        "200", success("The table.", table(rows.exportExample()), "Content-Disposition"),
                        "400", ref("responses/BadRequest")));
    }

    private Map<String, Object> importTable() {
        Map<String, Object> example = object("num_created", 1, "num_updated", 0, "num_unchanged", 0);
        return joined(
                operation(
                        "import",
                        "Import a table",
                        "The first line names the fields, separated by commas, semicolons, tabs or |. With a column id"
                            + " the rows of those ids are changed, without one every line is a new row. The table is"
                            + " applied as a whole or, when anything is wrong with it, not at all. With the header"
                            + " \"Accept: application/x-ndjson\" the answer is lines of JSON that tell how far it is,"
                            + " the last of them the outcome.",
                        List.of(ref("parameters/dry_run"), ref("parameters/columns")),
                        object(
                                "200",
                                        success(
                                                "What the table has done or, with dry_run, what it would do.",
                                                joined(
                                                        Json.content(JSON, ref("schemas/ImportOutcome"), example),
                                                        Json.content(
                                                                NDJSON,
                                                                ref("schemas/ImportStep"),
                                                                object("phase", "check", "done", 200)))),
                                "400", ref("responses/BadTable"),
                                "413", ref("responses/TooLarge"),
                                "415", ref("responses/UnsupportedMediaType"))),
                object(
                        "requestBody",
                        object(
                                "required",
                                true,
                                "content",
                                Json.content(CSV, object("type", "string"), rows.importExample()))));
    }

    private Map<String, Object> history() {
        return operation(
                "history",
                "Read the history of a row",
                "Who changed it when, and the values before and after; also of a row that was deleted.",
                List.of(
                        ref("parameters/page"),
                        ref("parameters/results_per_page"),
                        ref("parameters/count"),
                        ref("parameters/If-None-Match")),
                object(
                        "200",
                                success(
                                        "A page of the history, the newest first.",
                                        Json.content(JSON, ref("schemas/" + rows.history()), rows.historyExample()),
                                        "ETag"),
                        "304", ref("responses/NotModified"),
                        "400", ref("responses/BadRequest"),
                        "404", ref("responses/NotFound")));
    }

    private Map<String, Object> restore() {
        return operation(
                "restore",
                "Restore an earlier state",
                "Makes the row again what it was in that version, as a new version; a row that was deleted comes back.",
                List.of(ref("parameters/If-Match"), ref("parameters/dry_run"), ref("parameters/with")),
                object(
                        "200", success("The row as it is now.", row(), "ETag", "Location"),
                        "400", ref("responses/BadRequest"),
                        "404", ref("responses/NotFound"),
                        "412", conflict(),
                        "428", ref("responses/PreconditionRequired")));
    }

    private Map<String, Object> changeAll(String method) {
        return joined(
                operation(
                        method + "_all",
                        "Change all rows that q finds",
                        "Sets the given fields in every row that q finds, or in none when one of them may not be"
                                + " changed like that. PUT and PATCH are the same thing.",
                        List.of(ref("parameters/dry_run")),
                        object(
                                "200", counted("num_modified", "How many rows were changed."),
                                "400", ref("responses/BadRequest"),
                                "413", ref("responses/TooLarge"),
                                "415", ref("responses/UnsupportedMediaType"))),
                body(rows.bulkChange(), joined(rows.changeExample(), object("q", rows.queryExample()))));
    }

    private Map<String, Object> deleteAll() {
        return operation(
                "delete_all",
                "Delete all rows that q finds",
                "Here q is obligatory and stands in the address; {} means all rows. limit and offset are not known"
                        + " here.",
                List.of(query(rows.deleteQuery(), rows.queryExample(), true), ref("parameters/dry_run")),
                object(
                        "200", counted("num_deleted", "How many rows were deleted."),
                        "400", ref("responses/BadRequest"),
                        "404", ref("responses/NotFound")));
    }

    private Map<String, Object> get() {
        return operation(
                "get",
                "Read a row",
                "HEAD answers the same without the body.",
                List.of(ref("parameters/with"), ref("parameters/If-None-Match")),
                object(
                        "200", success("The row.", row(), "ETag"),
                        "304", ref("responses/NotModified"),
                        "400", ref("responses/BadRequest"),
                        "404", ref("responses/NotFound")));
    }

    private Map<String, Object> change(String method) {
        return joined(
                operation(
                        method,
                        "Change a row",
                        "Sets the given fields and leaves the others. PUT and PATCH are the same thing.",
                        List.of(ref("parameters/If-Match"), ref("parameters/dry_run"), ref("parameters/with")),
                        object(
                                "200", success("The row after the change.", row(), "ETag"),
                                "400", ref("responses/BadRequest"),
                                "404", ref("responses/NotFound"),
                                "412", conflict(),
                                "413", ref("responses/TooLarge"),
                                "415", ref("responses/UnsupportedMediaType"),
                                "428", ref("responses/PreconditionRequired"))),
                body(rows.change(), rows.changeExample()));
    }

    private Map<String, Object> delete() {
        return operation(
                "delete",
                "Delete a row",
                "The body may be the row itself, as some clients send it, and nothing else.",
                List.of(ref("parameters/If-Match"), ref("parameters/dry_run")),
                object(
                        "204",
                        object("description", "It is deleted."),
                        DRY_RUN,
                        counted("num_deleted", "In a dry run, with the status 200: 1."),
                        "400",
                        ref("responses/BadRequest"),
                        "404",
                        ref("responses/NotFound"),
                        "412",
                        conflict(),
                        "428",
                        ref("responses/PreconditionRequired")));
    }

    private Map<String, Object> evaluate() {
        Map<String, Object> schema = object(
                "type", "object",
                "description", "The outcomes by <name>__<field>: numbers, strings, booleans or null.",
                "additionalProperties", true);
        return operation(
                "evaluate",
                "Evaluate functions",
                "Functions over all rows. Null counts for nothing; of no values at all, count is 0 and the others are"
                        + " null.",
                List.of(query(rows.functions(), rows.functionsExample(), true)),
                object(
                        "200", success("The outcomes.", Json.content(JSON, schema, object("count__id", 25))),
                        "204", object("description", "No function was asked for."),
                        "400", ref("responses/BadRequest")));
    }

    private Map<String, Object> operation(
            String id,
            String summary,
            String description,
            List<Map<String, Object>> parameters,
            Map<String, Object> responses) {
        Map<String, Object> operation = object(
                "operationId", name + "_" + id, "tags", List.of(name), "summary", summary, "description", description);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        operation.put(
                "responses",
                joined(
                        responses,
                        object(
                                "401", ref("responses/NotAuthenticated"),
                                "403", ref("responses/NotAllowed"),
                                "default", ref("responses/Problem"))));
        return operation;
    }

    private static Map<String, Object> query(String schema, Map<String, Object> example, boolean required) {
        return object(
                "in",
                "query",
                "name",
                "q",
                "description",
                "A JSON object, written as a string. Its schema is " + schema + ".",
                "required",
                required,
                "schema",
                object("type", "string", "contentMediaType", JSON, "contentSchema", ref("schemas/" + schema)),
                "example",
                JsonMapper.shared().writeValueAsString(example));
    }

    private static Map<String, Object> body(String schema, Map<String, Object> example) {
        return object(
                "requestBody",
                object("required", true, "content", Json.content(JSON, ref("schemas/" + schema), example)));
    }

    /** That another was faster: a problem with the row as it is now. */
    private Map<String, Object> conflict() {
        Map<String, Object> example = object(
                "type",
                "about:blank",
                "title",
                "Precondition Failed",
                "status",
                412,
                "message",
                "Someone else has changed this in the meantime.",
                "current",
                rows.rowExample(),
                "current_version",
                2);
        return object(
                "description", "The row has another version than If-Match says. The answer carries it as it is now.",
                "headers", object("ETag", ref("headers/ETag")),
                "content", Json.content("application/problem+json", ref("schemas/" + rows.conflict()), example));
    }

    private Map<String, Object> row() {
        return Json.content(JSON, ref("schemas/" + rows.row()), rows.rowExample());
    }

    private static Map<String, Object> counted(String member, String description) {
        Map<String, Object> schema = object(
                "type", "object",
                "properties", object(member, Json.typed("integer", description)),
                "required", List.of(member));
        return success(description, Json.content(JSON, schema, object(member, 4)));
    }

    private static Map<String, Object> success(String description, Map<String, Object> content, String... headers) {
        Map<String, Object> answer = object("description", description);
        if (headers.length > 0) {
            Map<String, Object> refs = object();
            for (String header : headers) {
                refs.put(header, ref("headers/" + header));
            }
            answer.put("headers", refs);
        }
        answer.put("content", content);
        return answer;
    }
}
