package io.flangular.web.token;

import io.flangular.domain.token.TokenScope;
import io.flangular.web.http.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * The token that somebody asks for.
 *
 * @param ends null for the usual time
 */
record TokenOrder(String name, TokenScope scope, @Nullable Instant ends) {

    /** The one in the body of a request; whatever is wrong with it is refused as invalid, by the member's name. */
    static Mono<TokenOrder> in(ServerRequest request) {
        return JsonObject.in(request, "name", "scope", "ends").map(TokenOrder::of);
    }

    private static TokenOrder of(JsonObject object) {
        String name = object.text("name");
        Optional<TokenScope> scope = object.choice("scope", TokenScope.class);
        String end = object.textOrNull("ends");
        Optional<Instant> ends = instant(end);
        object.require(
                        end == null || ends.isPresent(),
                        "ends",
                        "must be a date, such as 2027-03-31, or an instant, such as 2027-03-31T12:00:00Z")
                .check();
        return new TokenOrder(name, scope.orElseThrow(), ends.orElse(null));
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
