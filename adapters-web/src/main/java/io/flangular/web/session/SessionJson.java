package io.flangular.web.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flangular.domain.EnumNames;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.User;
import io.flangular.web.json.IsoInstants;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The current session: the user, the idle timeout, and when it expires at the latest. */
record SessionJson(
        @JsonProperty("user") UserJson user,
        @JsonProperty("idle_seconds") long idleSeconds,
        @JsonProperty("ends_at") String endsAt) {

    record UserJson(
            @JsonProperty("id") long id,
            @JsonProperty("email") String email,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("role") String role,
            @JsonProperty("permissions") List<String> permissions) {

        static UserJson of(User user) {
            return new UserJson(
                    user.id(),
                    user.email().value(),
                    user.name(),
                    EnumNames.of(user.role()),
                    user.role().permissions().stream().map(EnumNames::of).toList());
        }
    }

    static SessionJson of(UserSession current, Duration idle) {
        return new SessionJson(
                UserJson.of(current.user()),
                idle.toSeconds(),
                IsoInstants.of(current.session().endsAt()));
    }
}
