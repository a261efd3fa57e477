package io.flangular.web.administration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flangular.domain.EnumNames;
import io.flangular.domain.user.User;
import io.flangular.domain.user.UserOverview;
import io.flangular.web.json.IsoInstants;
import org.jspecify.annotations.Nullable;

/** A user as administrators see it. */
record UserJson(
        @JsonProperty("id") long id,
        @JsonProperty("email") String email,
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("role") String role,
        @JsonProperty("status") String status,
        @JsonProperty("second_factor") boolean secondFactor,
        @JsonProperty("created") String created,
        @JsonProperty("last_seen") @Nullable String lastSeen) {

    static UserJson of(UserOverview overview) {
        User user = overview.user();
        return new UserJson(
                user.id(),
                user.email().value(),
                user.name(),
                EnumNames.of(user.role()),
                EnumNames.of(overview.status()),
                overview.secondFactor(),
                IsoInstants.of(user.createdAt()),
                IsoInstants.orNull(overview.lastSeenAt()));
    }
}
