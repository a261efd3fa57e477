package io.flangular.web.parameter;

import io.flangular.domain.DomainException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The query parameters of an operation and, for a change, the supported preconditions and {@code Idempotency-Key}.
 * Others are rejected with 400: ignoring them could change data that the client wanted to protect.
 */
public final class SupportedParameters {
    /** No query parameters and no conditional headers. */
    public static final SupportedParameters NOTHING = new SupportedParameters(Set.of(), Set.of());

    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final List<String> SAFEGUARDS =
            List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_UNMODIFIED_SINCE, IDEMPOTENCY_KEY);
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int MAX_NAME = 60;

    private final Set<String> parameters;
    private final Set<String> headers;

    private SupportedParameters(Set<String> parameters, Set<String> headers) {
        this.parameters = new TreeSet<>(parameters);
        this.headers = Set.copyOf(headers);
    }

    public static SupportedParameters ofParameters(String... parameters) {
        return new SupportedParameters(Set.of(parameters), Set.of());
    }

    public SupportedParameters andParameters(String... more) {
        Set<String> all = new TreeSet<>(parameters);
        all.addAll(Arrays.asList(more));
        return new SupportedParameters(all, headers);
    }

    /** The same with these headers. */
    public SupportedParameters withHeaders(String... supported) {
        return new SupportedParameters(parameters, Set.of(supported));
    }

    public void check(ServerRequest request) {
        for (String name : request.queryParams().keySet()) {
            if (!parameters.contains(name)) {
                throw new DomainException.Invalid(complaint(request, name));
            }
        }
        boolean reads = READING.contains(request.method());
        // Routing ignores what follows a semicolon, which may have been meant as a question mark.
        if (request.requestPath().value().indexOf(';') >= 0) {
            throw new DomainException.Invalid(
                    "There are no parameters in paths here: the query begins with a question mark."
                            + (reads ? "" : " Nothing was changed."));
        }
        if (!reads) {
            checkRepetitions(request);
            checkHeaders(request);
        }
    }

    /** Rejects repeated parameters of changes. Reads use the first value, as in Flask-Restless. */
    private static void checkRepetitions(ServerRequest request) {
        request.queryParams().forEach((name, values) -> {
            if (values.size() > 1) {
                throw new DomainException.Invalid(
                        "The query parameter " + name + " is given more than once. Nothing was changed.");
            }
        });
    }

    private void checkHeaders(ServerRequest request) {
        for (String name : SAFEGUARDS) {
            if (!headers.contains(name) && request.headers().asHttpHeaders().containsHeader(name)) {
                throw new DomainException.Invalid(
                        request.method() + " does not support " + name + " here. Nothing was changed.");
            }
        }
    }

    private String complaint(ServerRequest request, String name) {
        StringBuilder complaint = new StringBuilder("There is no query parameter \"")
                .append(name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…")
                .append("\" here.");
        int bracket = name.indexOf('[');
        String plain = normalized(bracket < 0 ? name : name.substring(0, bracket));
        for (String known : parameters) {
            if (bracket > 0 && normalized(known).equals(plain)) {
                complaint.append(" The value of ").append(known).append(" is one string");
                complaint.append(known.equals("q") ? ", a JSON object such as {\"filters\": []}." : ".");
            } else if (normalized(known).equals(plain)) {
                complaint.append(" Did you mean ").append(known).append('?');
            }
        }
        String all = parameters.isEmpty()
                ? " has no query parameters here."
                : " has these: " + String.join(", ", parameters) + ".";
        return complaint.append(' ').append(request.method()).append(all).toString();
    }

    private static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
