package io.flangular.web.openapi;

import static io.flangular.web.openapi.Json.joined;
import static io.flangular.web.openapi.Json.listOf;
import static io.flangular.web.openapi.Json.object;
import static io.flangular.web.openapi.Json.ref;
import static io.flangular.web.openapi.Json.typed;

import io.flangular.domain.EnumNames;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.history.Change;
import io.flangular.domain.resource.query.Aggregate;
import io.flangular.domain.resource.query.Operator;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON schemas that follow from a collection's record, and examples that keep to them. Their names begin with the
 * collection's, in lower case, and so never meet those of other collections or of {@code openapi/api.yaml}.
 */
final class RowSchemas {
    private static final List<String> DIRECTIONS = List.of("asc", "desc");
    /** Of any type: some generators drop a member whose schema is {@code true}. */
    private static final Map<String, Object> VALUE = Map.of(
            "description",
            "A string, a number, true or false; a list of these for in and not_in; nothing for is_null and"
                    + " is_not_null.");

    private static final List<String> LIST = List.of("filters", "order_by", "group_by", "limit", "offset", "single");
    private static final List<String> TABLE = List.of("filters", "order_by", "group_by", "limit", "offset");
    private static final List<String> CHANGE = List.of("filters", "order_by", "limit", "offset");
    private static final List<String> DELETE = List.of("filters", "order_by", "single");

    private final String name;
    private final Schema<?> schema;

    RowSchemas(Resource<?> resource) {
        this.name = resource.name();
        this.schema = resource.schema();
    }

    /** A row as it is answered. */
    String row() {
        return name;
    }

    /** A row as it would be created. */
    String preview() {
        return name + ".preview";
    }

    /** A row as it is sent to be created. */
    String draft() {
        return name + ".draft";
    }

    /** The fields that are to be changed. */
    String change() {
        return name + ".change";
    }

    /** The same for many rows. */
    String bulkChange() {
        return name + ".bulk_change";
    }

    /** An entry of a row's history. */
    String historyEntry() {
        return name + ".history_entry";
    }

    /** A page of a row's history. */
    String history() {
        return name + ".history";
    }

    /** A page of rows. */
    String page() {
        return name + ".page";
    }

    /** A problem with the row as it is now. */
    String conflict() {
        return name + ".conflict";
    }

    /** The search parameter. */
    String query() {
        return name + ".query";
    }

    /** The search parameter of a table. */
    String tableQuery() {
        return name + ".table_query";
    }

    /** What chooses the rows of a bulk change. */
    String changeQuery() {
        return name + ".change_query";
    }

    /** What chooses the rows of a bulk deletion. */
    String deleteQuery() {
        return name + ".delete_query";
    }

    /** The parameter of functions. */
    String functions() {
        return name + ".functions";
    }

    /** All schemas by name. */
    Map<String, Object> all() {
        Map<String, Object> id =
                object("id", joined(typed("integer", "Given by the server."), object("format", "int64")));
        Map<String, Object> fields = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Field field : schema.fields()) {
            fields.put(field.name(), schema(field, field.required()));
            if (field.required()) {
                required.add(field.name());
            }
        }
        Map<String, Object> row = joined(id, fields);
        Map<String, Object> schemas = object(
                row(),
                        closed(
                                "A row as it is answered.",
                                joined(row, object("_change", ref("schemas/Change"))),
                                Json.names(row)),
                preview(),
                        closed(
                                "A row as it would be created. The id is null: a dry run gives none.",
                                joined(
                                        object("id", object("type", List.of("integer", "null"), "format", "int64")),
                                        fields,
                                        object("_change", ref("schemas/Change"))),
                                Json.names(row)),
                draft(), closed("A row to be created.", fields, required),
                change(),
                        closed(
                                "The fields to be changed. The id may be among them, but stays as it is.",
                                joined(
                                        object(
                                                "id",
                                                typed(
                                                        List.of("integer", "string"),
                                                        "The id of the row, also as a text.")),
                                        fields),
                                List.of()),
                bulkChange(),
                        closed(
                                "The fields to be changed, in all rows that q finds.",
                                joined(fields, object("q", ref("schemas/" + changeQuery()))),
                                List.of("q")),
                page(), page("A page of rows.", row(), cursors()),
                conflict(),
                        problemWith(
                                "A problem, with the row as it is now, and its version.",
                                object(
                                        "current",
                                        ref("schemas/" + row()),
                                        "current_version",
                                        joined(
                                                typed("integer", "The version of the row."),
                                                object("format", "int64")))));
        return joined(schemas, historySchemas(fields), querySchemas());
    }

    /** What a row's history is; the values of old entries may lack what the record demands today. */
    private Map<String, Object> historySchemas(Map<String, Object> fields) {
        Map<String, Object> loose = new LinkedHashMap<>();
        for (Field field : schema.fields()) {
            loose.put(field.name(), schema(field, false));
        }
        Map<String, Object> values =
                object("type", List.of("object", "null"), "properties", loose, "required", Json.names(fields));
        Map<String, Object> entry = object(
                "version", joined(typed("integer", "The version that the change made."), object("format", "int64")),
                "at", joined(typed("string", "When it was made."), object("format", "date-time")),
                "by", ref("schemas/Author"),
                "kind", object("type", "string", "enum", EnumNames.all(Change.Kind.class)),
                "before", described(values, "Null when there was no row."),
                "after", described(values, "Null when there is no row any more."));
        return object(
                historyEntry(), closed("A change of a row.", entry, Json.names(entry)),
                history(), page("A page of a row's history, the newest first.", historyEntry(), Map.of()));
    }

    /** What a page has where {@code Link} has no room for it. */
    private static Map<String, Object> cursors() {
        return object(
                "after",
                typed(
                        "string",
                        "The parameter after of the next page, where there is one and Link has no room for its URL."),
                "before",
                typed(
                        "string",
                        "The parameter before of the previous page, where there is one and Link has no room for its"
                                + " URL."));
    }

    private static Map<String, Object> page(String description, String entries, Map<String, Object> optional) {
        Map<String, Object> page = object(
                "num_results", typed("integer", "How many there are; -1 when they were not counted."),
                "objects", listOf(ref("schemas/" + entries)),
                "page", typed("integer", "The number of this page; -1 when a cursor was followed and it is not known."),
                "total_pages", typed("integer", "How many pages there are; -1 when nothing was counted."));
        return closed(description, joined(page, optional), Json.names(page));
    }

    private static Map<String, Object> closed(
            String description, Map<String, Object> properties, List<String> required) {
        return object(
                "description",
                description,
                "type",
                "object",
                "properties",
                properties,
                "required",
                required,
                "additionalProperties",
                false);
    }

    private static Map<String, Object> schema(Field field, boolean required) {
        String type = type(field.type());
        Map<String, Object> schema = object("type", required ? type : List.of(type, "null"));
        switch (field.type()) {
            case DATE -> schema.put("format", "date");
            case INTEGER -> schema.put("format", field.narrow() ? "int32" : "int64");
            default -> schema.put("description", "As " + field.type().description() + ".");
        }
        if (field.type() == FieldType.TEXT || field.type() == FieldType.BOOLEAN) {
            schema.remove("description");
        }
        return schema;
    }

    private static String type(FieldType type) {
        return switch (type) {
            case TEXT, DATE -> "string";
            case INTEGER -> "integer";
            case DECIMAL -> "number";
            case BOOLEAN -> "boolean";
        };
    }

    private Map<String, Object> querySchemas() {
        return object(
                field(),
                object("description", "The name of a field.", "type", "string", "enum", schema.names()),
                filter(),
                filterSchema(),
                query(),
                querySchema("What to search for. {} means all rows.", LIST),
                tableQuery(),
                querySchema("What to search for. {} means all rows.", TABLE),
                changeQuery(),
                querySchema("Which rows to change. {} means all rows; an empty \"and\" or \"or\" is refused.", CHANGE),
                deleteQuery(),
                querySchema("Which rows to delete. {} means all rows; an empty \"and\" or \"or\" is refused.", DELETE),
                functions(),
                functionsSchema());
    }

    private String field() {
        return name + ".field";
    }

    private String filter() {
        return name + ".filter";
    }

    private Map<String, Object> filterSchema() {
        Map<String, Object> field = ref("schemas/" + field());
        Map<String, Object> filters = listOf(ref("schemas/" + filter()));
        Map<String, Object> operator = object("type", "string", "enum", operators());
        Map<String, Object> comparison = closed(
                "A field compared with a value, or with another field, but not with both.",
                object("name", field, "op", operator, "val", VALUE, "field", field),
                List.of("name", "op"));
        return object(
                "description",
                "What must hold for a row.",
                "oneOf",
                List.of(
                        joined(object("title", "Comparison"), comparison),
                        joint("All of these", "and", filters),
                        joint("Any of these", "or", filters)));
    }

    private static Map<String, Object> joint(String title, String member, Map<String, Object> filters) {
        return joined(object("title", title), closed(title + " must hold.", object(member, filters), List.of(member)));
    }

    private Map<String, Object> querySchema(String description, List<String> members) {
        Map<String, Object> field = ref("schemas/" + field());
        Map<String, Object> order = closed(
                "A field by which rows are ordered.",
                object("field", field, "direction", object("type", "string", "enum", DIRECTIONS, "default", "asc")),
                List.of("field"));
        Map<String, Object> group =
                closed("A field by which rows are grouped.", object("field", field), List.of("field"));
        Map<String, Object> count = object("type", List.of("integer", "null"), "format", "int64", "minimum", 0);
        Map<String, Object> all = object(
                "filters",
                        described(listOf(ref("schemas/" + filter())), "All must hold; up to 50, nested up to 8 deep."),
                "order_by", described(listOf(order), "The id decides in the end."),
                "group_by", described(listOf(group), "One row stands for each group."),
                "limit", described(count, "At most so many rows; 0 means all."),
                "offset", described(count, "So many rows are left out at the start."),
                "single",
                        typed(
                                "boolean",
                                "Exactly one row must be found; of a list, it is the answer instead of a page."));
        all.keySet().retainAll(members);
        return closed(description, all, List.of());
    }

    private Map<String, Object> functionsSchema() {
        Map<String, Object> function = closed(
                "A function of the values of a field.",
                object(
                        "name",
                        object("type", "string", "enum", EnumNames.all(Aggregate.Function.class)),
                        "field",
                        ref("schemas/" + field())),
                List.of("name", "field"));
        return closed("Functions over all rows.", object("functions", listOf(function)), List.of());
    }

    private static Map<String, Object> problemWith(String description, Map<String, Object> more) {
        return object(
                "description",
                description,
                "allOf",
                List.of(ref("schemas/Problem"), object("type", "object", "properties", more)));
    }

    private static Map<String, Object> described(Map<String, Object> schema, String description) {
        return joined(schema, object("description", description));
    }

    private static List<String> operators() {
        List<String> operators = new ArrayList<>();
        for (Operator operator : Operator.values()) {
            operators.addAll(operator.names());
        }
        return operators;
    }

    /** A row that could be in the collection. */
    Map<String, Object> rowExample() {
        return joined(object("id", 1), draftExample());
    }

    /** The same before it has an id. */
    Map<String, Object> previewExample() {
        Map<String, Object> example = draftExample();
        example.put(Schema.ID, null);
        return example;
    }

    /** What could be sent to create it. */
    Map<String, Object> draftExample() {
        Map<String, Object> example = new LinkedHashMap<>();
        for (Field field : schema.fields()) {
            example.put(field.name(), example(field));
        }
        return example;
    }

    /** What could be sent to change it. */
    Map<String, Object> changeExample() {
        Field last = schema.fields().getLast();
        return object(last.name(), example(last));
    }

    /** A page with that row. */
    Map<String, Object> pageExample() {
        return object("num_results", 1, "objects", List.of(rowExample()), "page", 1, "total_pages", 1);
    }

    /** A page of its history. */
    Map<String, Object> historyExample() {
        Map<String, Object> entry = object(
                "version",
                2,
                "at",
                "2026-01-31T12:00:00Z",
                "by",
                object("id", 1, "name", "Anna Ruiz"),
                "kind",
                "changed",
                "before",
                draftExample(),
                "after",
                draftExample());
        return object("num_results", 1, "objects", List.of(entry), "page", 1, "total_pages", 1);
    }

    /** A table from which it can be made: without an id. */
    String importExample() {
        return names("") + values("");
    }

    /** The table that has it. */
    String exportExample() {
        return names("id,") + values("1,");
    }

    private String names(String id) {
        return id + String.join(",", schema.fields().stream().map(Field::name).toList()) + "\r\n";
    }

    private String values(String id) {
        List<String> values = schema.fields().stream()
                .map(field -> String.valueOf(example(field)))
                .toList();
        return id + String.join(",", values) + "\r\n";
    }

    /** A search that finds it. */
    Map<String, Object> queryExample() {
        Field first = schema.fields().getFirst();
        boolean text = first.type() == FieldType.TEXT;
        return object(
                "filters",
                        List.of(object(
                                "name", first.name(),
                                "op", text ? "like" : "eq",
                                "val", text ? "%" + first.name() + "%" : example(first))),
                "order_by", List.of(object("field", first.name(), "direction", "desc")));
    }

    /** A request for functions. */
    Map<String, Object> functionsExample() {
        return object("functions", List.of(object("name", "count", "field", Schema.ID)));
    }

    private static Object example(Field field) {
        return switch (field.type()) {
            case TEXT -> "Some " + field.name();
            case INTEGER -> 7;
            case DECIMAL -> 7.5;
            case BOOLEAN -> true;
            case DATE -> "2026-01-31";
        };
    }
}
