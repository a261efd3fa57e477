package io.flangular.web.token;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.Violations;
import io.flangular.domain.token.TokenScope;
import io.flangular.web.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The token that somebody asks for.
 *
 * @param ends null for the usual time
 */
record TokenOrder(String name, TokenScope scope, @Nullable Instant ends) {
    private static final String MESSAGE = "Unable to decode data";
    private static final Set<String> MEMBERS = Set.of("name", "scope", "ends");

    /** Reads a JSON object; whatever is wrong with it is refused as invalid, by the member's name. */
    static TokenOrder of(byte[] body) {
        JsonNode read;
        try {
            read = StrictJson.read(body);
        } catch (StrictJson.Undecodable noJson) {
            throw new DomainException.Invalid(MESSAGE, String.valueOf(noJson.getMessage()));
        }
        if (!read.isObject()) {
            throw new DomainException.Invalid(
                    MESSAGE, "The JSON must be an object, such as {\"name\": \"import\", \"scope\": \"read\"}.");
        }
        return of(read);
    }

    private static TokenOrder of(JsonNode object) {
        Violations violations = new Violations();
        object.propertyNames().forEach(member -> violations.require(MEMBERS.contains(member), member, "is not known"));
        String name = text(object, "name");
        Optional<TokenScope> scope = scope(text(object, "scope"));
        Optional<Instant> ends = instant(text(object, "ends"));
        violations
                .require(name != null, "name", "must be a text")
                .require(scope.isPresent(), "scope", "must be read or write")
                .require(
                        ends.isPresent() || !object.hasNonNull("ends"),
                        "ends",
                        "must be a date, such as 2027-03-31, or an instant, such as 2027-03-31T12:00:00Z")
                .check();
        return new TokenOrder(Objects.requireNonNull(name), scope.orElseThrow(), ends.orElse(null));
    }

    private static @Nullable String text(JsonNode object, String member) {
        JsonNode value = object.get(member);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    private static Optional<TokenScope> scope(@Nullable String text) {
        return Arrays.stream(TokenScope.values())
                .filter(scope -> scope.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    /** An instant, or a date for the end of that day in UTC. */
    private static Optional<Instant> instant(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text)
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }
}
