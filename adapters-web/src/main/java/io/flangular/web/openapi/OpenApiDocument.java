package io.flangular.web.openapi;

import static io.flangular.web.openapi.Json.object;

import io.flangular.domain.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Describes the API in OpenAPI 3.1. What it says about a collection follows from the declaration alone, as the routes
 * do, so that a new one is described without a line of its own.
 */
public final class OpenApiDocument {
    private OpenApiDocument() {}

    /** The description of these collections and of what there is beside them. */
    public static Map<String, Object> of(List<? extends Resource<?>> resources, boolean ifMatchNeeded) {
        List<Object> tags = new ArrayList<>();
        Map<String, Object> paths = object();
        Map<String, Object> schemas = object();
        for (Resource<?> resource : resources) {
            RowSchemas rows = new RowSchemas(resource);
            tags.add(object("name", resource.name(), "description", "The collection /api/" + resource.name() + "."));
            paths.putAll(new CollectionPaths(resource, rows).all());
            schemas.putAll(rows.all());
        }
        tags.add(object("name", "session", "description", "Who is logged in, and what there is."));
        tags.add(object("name", "token", "description", "API tokens for scripts, managed by whoever is logged in."));
        tags.add(object("name", "account", "description", "One's own account, for whoever is logged in."));
        tags.add(object("name", "user", "description", "Users, for administrators."));
        tags.add(object("name", "audit", "description", "What has happened about who gets in, for administrators."));
        paths.putAll(SessionPaths.all());
        paths.putAll(AccountPaths.all());
        paths.putAll(AdministrationPaths.all());
        paths.putAll(ApiTokenPaths.all());
        schemas.putAll(SharedSchemas.all());
        return object(
                "openapi", "3.1.1",
                "info",
                        object(
                                "title", "Flangular",
                                "version", "1.0.0",
                                "summary", "Collections of rows, in the protocol of Flask-Restless 0.17.",
                                "description",
                                        "Every collection is listed, searched, read, changed and deleted in the same"
                                            + " way. A row's ETag is its version: sent back in If-Match, it keeps two"
                                            + " people from overwriting each other. Errors are problem details of RFC"
                                            + " 9457 and always have a message."),
                "servers", List.of(object("url", "/")),
                "security", List.of(SharedParts.SESSION, object("token", List.of())),
                "tags", tags,
                "paths", PageUserHeader.addedTo(paths),
                "components",
                        object(
                                "schemas", schemas,
                                "headers", SharedParts.headers(),
                                "parameters", SharedParts.parameters(ifMatchNeeded),
                                "responses", SharedParts.responses(),
                                "securitySchemes", SharedParts.securitySchemes()));
    }
}
