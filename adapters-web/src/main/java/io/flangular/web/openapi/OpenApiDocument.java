package io.flangular.web.openapi;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.domain.resource.Resource;
import io.flangular.web.http.Methods;
import io.flangular.web.json.JsonResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Describes the API in OpenAPI 3.1, at {@code /api/openapi.json}. Fixed routes are described by {@code
 * openapi/api.yaml}, those of a collection by {@code openapi/collection.yaml}, with the fields of its record.
 */
public final class OpenApiDocument {
    private OpenApiDocument() {}

    public static RouterFunction<ServerResponse> route(Map<String, Object> document, JsonMapper json) {
        byte[] bytes = json.writeValueAsBytes(document);
        Methods<Boolean> methods = Methods.open().get((request, access) -> JsonResponse.ok(bytes));
        return RouterFunctions.route().route(path("/api/openapi.json"), methods).build();
    }

    public static Map<String, Object> of(List<? extends Resource<?>> resources, boolean ifMatchRequired) {
        Map<String, Object> document = YamlTemplate.filled("api.yaml", Map.of("ifMatchRequired", ifMatchRequired));
        List<Object> tags = new ArrayList<>();
        Map<String, Object> paths = new LinkedHashMap<>();
        Map<String, Object> schemas = new LinkedHashMap<>();
        for (Resource<?> resource : resources) {
            Map<String, Object> collection = YamlTemplate.filled("collection.yaml", CollectionValues.of(resource));
            tags.add(Objects.requireNonNull(collection.get("tag")));
            paths.putAll(member(collection, "paths"));
            schemas.putAll(member(collection, "schemas"));
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

    private static Map<String, Object> member(Map<String, Object> object, String name) {
        Map<String, Object> member = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(object.get(name))).forEach((key, value) -> member.put((String) key, value));
        return member;
    }
}
