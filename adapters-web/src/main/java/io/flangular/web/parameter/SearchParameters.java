package io.flangular.web.parameter;

import io.flangular.domain.EnumNames;
import io.flangular.domain.PrintableText;
import io.flangular.domain.resource.schema.Violations;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Reads search parameters for users and events. The first value of a repeated parameter counts; an empty one is
 * ignored. A malformed value is invalid, by the name of the parameter.
 */
public final class SearchParameters {
    private final MultiValueMap<String, String> given;

    /** Those of a request. */
    public SearchParameters(ServerRequest request) {
        given = request.queryParams();
    }

    /** What the parameter says; null when it says nothing. */
    public @Nullable String value(String parameter) {
        String value = given.getFirst(parameter);
        return value == null || value.isEmpty() ? null : value;
    }

    /** A string that is looked for; empty for any. */
    public String text(String parameter) {
        String value = value(parameter);
        if (value == null) {
            return "";
        }
        require(PrintableText.holds(value), parameter, "must not have control characters");
        return value;
    }

    /** One of a few values; null for any. */
    public <E extends Enum<E>> @Nullable E choice(String parameter, Class<E> kind) {
        String word = value(parameter);
        return word == null ? null : read(parameter, kind, word);
    }

    /** Some of a few values, between commas; none for any. */
    public <E extends Enum<E>> Set<E> choices(String parameter, Class<E> kind) {
        String words = value(parameter);
        EnumSet<E> choices = EnumSet.noneOf(kind);
        if (words != null) {
            List.of(words.split(",", -1)).forEach(word -> choices.add(read(parameter, kind, word)));
        }
        return choices;
    }

    private static <E extends Enum<E>> E read(String parameter, Class<E> kind, String word) {
        Optional<E> read = EnumNames.parse(kind, word);
        require(read.isPresent(), parameter, EnumNames.violation(kind));
        return read.orElseThrow();
    }

    /** An instant; null when there is none. */
    public @Nullable Instant instant(String parameter) {
        String text = value(parameter);
        if (text == null) {
            return null;
        }
        Optional<Instant> instant = instantOf(text);
        require(instant.isPresent(), parameter, "must be an instant, such as 2027-03-31T12:00:00Z");
        return instant.orElseThrow();
    }

    private static Optional<Instant> instantOf(String text) {
        try {
            OffsetDateTime read = OffsetDateTime.parse(text);
            // Beyond that, no database could compare it.
            return read.getYear() >= 1 && read.getYear() <= 9999 ? Optional.of(read.toInstant()) : Optional.empty();
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** An id; null when there is none. */
    public @Nullable Long id(String parameter) {
        String text = value(parameter);
        if (text == null) {
            return null;
        }
        Long id = PathId.numberOrNull(text);
        require(id != null, parameter, "must be an id");
        return id;
    }

    /** How many entries are wanted, at most the greatest size of a page; the usual number where nothing is said. */
    public int limit(String parameter, int usual) {
        String text = value(parameter);
        require(text == null || text.matches("0*[1-9][0-9]*"), parameter, "must be a whole number from 1 on");
        return PageParameters.size(text, usual);
    }

    private static void require(boolean holds, String parameter, String complaint) {
        new Violations().require(holds, parameter, complaint).check();
    }
}
