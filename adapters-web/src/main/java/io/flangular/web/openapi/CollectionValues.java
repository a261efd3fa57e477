package io.flangular.web.openapi;

import static java.util.Map.entry;

import io.flangular.domain.EnumNames;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.history.Change;
import io.flangular.domain.resource.query.Aggregate;
import io.flangular.domain.resource.query.Operator;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** The values of the placeholders in {@code openapi/collection.yaml}, which follow from the record of a collection. */
final class CollectionValues {
    private CollectionValues() {}

    static Map<String, Object> of(Resource<?> resource) {
        Schema<?> schema = resource.schema();
        List<Field> fields = schema.fields();
        Map<String, Object> draft = members(fields, CollectionValues::example);
        Map<String, Object> row = object("id", 1);
        row.putAll(draft);
        Map<String, Object> preview = new LinkedHashMap<>(draft);
        preview.put(Schema.ID, null);
        Map<String, Object> change = members(List.of(fields.getLast()), CollectionValues::example);
        Map<String, Object> query = query(fields.getFirst());
        Map<String, Object> bulkChange = new LinkedHashMap<>(change);
        bulkChange.put("q", query);
        Map<String, Object> functions = object("functions", List.of(object("name", "count", "field", Schema.ID)));
        List<String> names = fields.stream().map(Field::name).toList();
        String header = String.join(",", names) + "\r\n";
        String line =
                String.join(",", draft.values().stream().map(String::valueOf).toList()) + "\r\n";
        JsonMapper json = JsonMapper.shared();
        return Map.ofEntries(
                entry("name", resource.name()),
                entry("names", schema.names()),
                entry("fieldNames", names),
                entry(
                        "requiredFields",
                        fields.stream().filter(Field::required).map(Field::name).toList()),
                entry("fields", members(fields, field -> schema(field, field.required()))),
                // Values of old entries may lack what the record requires today.
                entry("historicalFields", members(fields, field -> schema(field, false))),
                entry("changeKinds", EnumNames.all(Change.Kind.class)),
                entry("aggregateFunctions", EnumNames.all(Aggregate.Function.class)),
                entry(
                        "operators",
                        Arrays.stream(Operator.values())
                                .flatMap(operator -> operator.names().stream())
                                .toList()),
                entry("rowExample", row),
                entry("previewExample", preview),
                entry("draftExample", draft),
                entry("changeExample", change),
                entry("bulkChangeExample", bulkChange),
                entry("importExample", header + line),
                entry("exportExample", "id," + header + "1," + line),
                entry("queryExample", json.writeValueAsString(query)),
                entry("functionsExample", json.writeValueAsString(functions)));
    }

    private static Map<String, Object> schema(Field field, boolean required) {
        FieldType type = field.type();
        String name = switch (type) {
            case TEXT, DATE -> "string";
            case INTEGER -> "integer";
            case DECIMAL -> "number";
            case BOOLEAN -> "boolean";
        };
        Map<String, Object> schema = object("type", required ? name : List.of(name, "null"));
        switch (type) {
            case DATE -> schema.put("format", "date");
            case INTEGER -> schema.put("format", field.narrow() ? "int32" : "int64");
            case DECIMAL -> schema.put("description", "As " + type.description() + ".");
            case TEXT, BOOLEAN -> {}
        }
        return schema;
    }

    private static Map<String, Object> query(Field field) {
        boolean text = field.type() == FieldType.TEXT;
        return object(
                "filters",
                        List.of(object(
                                "name", field.name(),
                                "op", text ? "like" : "eq",
                                "val", text ? "%" + field.name() + "%" : example(field))),
                "order_by", List.of(object("field", field.name(), "direction", "desc")));
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

    private static Map<String, Object> members(List<Field> fields, Function<Field, Object> value) {
        Map<String, Object> members = new LinkedHashMap<>();
        fields.forEach(field -> members.put(field.name(), value.apply(field)));
        return members;
    }

    /** An object of names and values in turn, which keeps their order. */
    private static Map<String, Object> object(Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        return object;
    }
}
