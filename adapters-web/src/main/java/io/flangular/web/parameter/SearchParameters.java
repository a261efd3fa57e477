package io.flangular.web.parameter;

import io.flangular.domain.DomainException;
import io.flangular.domain.EnumNames;
import io.flangular.domain.PrintableText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Reads search parameters for users and events. The first value of a repeated parameter counts; an empty one is
 * ignored. A malformed value is invalid, by the name of the parameter.
 */
public final class SearchParameters {
    private final ServerRequest request;

    public SearchParameters(ServerRequest request) {
        this.request = request;
    }

    /** A search string; empty when it is missing. */
    public String text(String parameter) {
        String text = parsed(
                parameter,
                value -> Optional.of(value).filter(PrintableText::holds),
                "must not have control characters");
        return text == null ? "" : text;
    }

    /** An enum constant; null when it is missing. */
    public <E extends Enum<E>> @Nullable E choice(String parameter, Class<E> kind) {
        return parsed(parameter, value -> EnumNames.parse(kind, value), EnumNames.violation(kind));
    }

    /** A comma-separated set of enum constants; empty when it is missing. */
    public <E extends Enum<E>> Set<E> choices(String parameter, Class<E> kind) {
        EnumSet<E> choices = EnumSet.noneOf(kind);
        String value = value(parameter);
        for (String name : value == null ? new String[0] : value.split(",", -1)) {
            choices.add(EnumNames.parse(kind, name).orElseThrow(() -> invalid(parameter, EnumNames.violation(kind))));
        }
        return choices;
    }

    /** An instant; null when it is missing. */
    public @Nullable Instant instant(String parameter) {
        return parsed(parameter, SearchParameters::instantOf, "must be an instant, such as 2027-03-31T12:00:00Z");
    }

    private static Optional<Instant> instantOf(String text) {
        try {
            // Databases cannot compare with other years.
            return Optional.of(OffsetDateTime.parse(text))
                    .filter(instant -> instant.getYear() >= 1 && instant.getYear() <= 9999)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /** An id; null when it is missing. */
    public @Nullable Long id(String parameter) {
        return parsed(parameter, value -> Optional.ofNullable(PathId.numberOrNull(value)), "must be an id");
    }

    /** A number of entries, limited to the maximum page size. */
    public int limit(String parameter, int defaultLimit) {
        String limit = parsed(
                parameter,
                value -> Optional.of(value).filter(number -> number.matches("0*[1-9][0-9]*")),
                "must be a whole number from 1 on");
        return PageParameters.size(limit, defaultLimit);
    }

    private <T> @Nullable T parsed(String parameter, Function<String, Optional<T>> parser, String complaint) {
        String value = value(parameter);
        return value == null ? null : parser.apply(value).orElseThrow(() -> invalid(parameter, complaint));
    }

    private @Nullable String value(String parameter) {
        return request.queryParam(parameter).filter(value -> !value.isEmpty()).orElse(null);
    }

    private static DomainException invalid(String parameter, String complaint) {
        return new DomainException.Invalid(parameter + " " + complaint, Map.of(parameter, complaint));
    }
}
