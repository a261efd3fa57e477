package io.flangular.web.apitoken;

import io.flangular.domain.apitoken.ApiTokenScope;
import io.flangular.web.json.JsonObject;
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
 * The body of a request to issue an API token.
 *
 * @param ends when the token expires; null for the default lifetime
 */
record IssueApiTokenRequest(
        String name, ApiTokenScope scope, @Nullable Instant ends) {

    static Mono<IssueApiTokenRequest> in(ServerRequest request) {
        return JsonObject.in(request, "name", "scope", "ends").map(IssueApiTokenRequest::of);
    }

    private static IssueApiTokenRequest of(JsonObject object) {
        String name = object.text("name");
        Optional<ApiTokenScope> scope = object.choice("scope", ApiTokenScope.class);
        String end = object.textOrNull("ends");
        Instant ends = end == null ? null : instant(end);
        object.require(
                        end == null || ends != null,
                        "ends",
                        "must be a date, such as 2027-03-31, or an instant, such as 2027-03-31T12:00:00Z")
                .check();
        return new IssueApiTokenRequest(name, scope.orElseThrow(), ends);
    }

    /** Parses an instant, or a date as the end of that day in UTC; null when it is neither. */
    private static @Nullable Instant instant(String text) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException neither) {
            return null;
        }
    }
}
