package io.flangular.web.resource.query;

import io.flangular.domain.DomainException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The query parameters of a request. */
public final class QueryParameters {
    private QueryParameters() {}

    /**
     * All of them in their order; {@code ?q} gives the same as {@code ?q=}, an empty text, as everywhere on the web.
     */
    public static MultiValueMap<String, String> of(ServerRequest request) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        request.queryParams().forEach((name, values) -> {
            List<String> given = new ArrayList<>();
            for (@Nullable String value : values) {
                given.add(value == null ? "" : value);
            }
            parameters.put(name, given);
        });
        return parameters;
    }

    /** The first parameter with this name; null when there is none. */
    public static @Nullable String first(ServerRequest request, String name) {
        return of(request).getFirst(name);
    }

    /** Whether a change is only to be tried: {@code dry_run}, which must be unmistakable. */
    public static boolean isDryRun(ServerRequest request) {
        List<String> given = of(request).getOrDefault("dry_run", List.of());
        for (String value : given) {
            if (given.size() > 1 || !value.equals("true") && !value.equals("false")) {
                throw new DomainException.Invalid("dry_run must be true or false.");
            }
        }
        return given.contains("true");
    }
}
