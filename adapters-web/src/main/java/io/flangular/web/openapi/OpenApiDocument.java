package io.flangular.web.openapi;

import io.flangular.domain.resource.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * Describes the API in OpenAPI 3.1. Fixed routes are described by {@code openapi/api.yaml}, those of a collection by
 * {@code openapi/collection.yaml}; the schemas of its rows follow from the declaration, so that a new collection is
 * described without a line of its own.
 */
public final class OpenApiDocument {
    private OpenApiDocument() {}

    /** The description of these collections and of the fixed routes. */
    public static Map<String, Object> of(List<? extends Resource<?>> resources, boolean ifMatchRequired) {
        Map<String, Object> document = YamlTemplate.filled("api.yaml", Map.of("ifMatchRequired", ifMatchRequired));
        List<Object> tags = new ArrayList<>();
        Map<String, Object> paths = new LinkedHashMap<>();
        Map<String, Object> schemas = new LinkedHashMap<>();
        for (Resource<?> resource : resources) {
            RowSchemas rows = new RowSchemas(resource);
            Map<String, Object> collection = YamlTemplate.filled("collection.yaml", values(resource, rows));
            tags.add(Objects.requireNonNull(collection.get("tag")));
            paths.putAll(member(collection, "paths"));
            schemas.putAll(rows.all());
        }
        Map<String, Object> components = member(document, "components");
        tags.addAll((List<?>) Objects.requireNonNull(document.get("tags")));
        paths.putAll(member(document, "paths"));
        schemas.putAll(member(components, "schemas"));
        components.put("schemas", schemas);
        document.put("tags", tags);
        document.put("paths", paths);
        document.put("components", components);
        return document;
    }

    /** The names and examples that the description of a collection needs. */
    private static Map<String, Object> values(Resource<?> resource, RowSchemas rows) {
        JsonMapper json = JsonMapper.shared();
        return Map.ofEntries(
                Map.entry("name", resource.name()),
                Map.entry("rowExample", rows.rowExample()),
                Map.entry("previewExample", rows.previewExample()),
                Map.entry("draftExample", rows.draftExample()),
                Map.entry("changeExample", rows.changeExample()),
                Map.entry(
                        "bulkChangeExample", Json.joined(rows.changeExample(), Json.object("q", rows.queryExample()))),
                Map.entry("pageExample", rows.pageExample()),
                Map.entry("historyExample", rows.historyExample()),
                Map.entry("importExample", rows.importExample()),
                Map.entry("exportExample", rows.exportExample()),
                Map.entry("queryExample", json.writeValueAsString(rows.queryExample())),
                Map.entry("functionsExample", json.writeValueAsString(rows.functionsExample())));
    }

    private static Map<String, Object> member(Map<String, Object> object, String name) {
        Map<String, Object> member = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(object.get(name))).forEach((key, value) -> member.put((String) key, value));
        return member;
    }
}
