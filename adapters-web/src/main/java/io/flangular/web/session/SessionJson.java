package io.flangular.web.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.flangular.domain.session.UserSession;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the application is told about the session it runs in.
 *
 * @param idleSeconds after how many seconds without a request the session ends
 * @param endsAt when it ends at the latest, an ISO 8601 instant
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record SessionJson(
        @JsonProperty("user") UserJson user,
        @JsonProperty("idle_seconds") long idleSeconds,
        @JsonProperty("ends_at") String endsAt) {

    /** Somebody who is logged in. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record UserJson(
            @JsonProperty("id") long id,
            @JsonProperty("email") String email,
            @JsonProperty("name") @Nullable String name) {}

    static SessionJson of(UserSession current, Duration idle) {
        return new SessionJson(
                new UserJson(
                        current.user().id(),
                        current.user().email().value(),
                        current.user().name()),
                idle.toSeconds(),
                current.session().endsAt().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
