package io.flangular.web.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flangular.domain.session.Session;
import io.flangular.web.http.UserAgentName;
import io.flangular.web.json.IsoInstants;
import org.jspecify.annotations.Nullable;

/**
 * A session as its user sees it.
 *
 * @param id the handle, not the secret id
 * @param browser null when it is unknown
 * @param current whether it is the session of the request
 */
record OwnSessionJson(
        @JsonProperty("id") String id,
        @JsonProperty("since") String since,
        @JsonProperty("last_seen") String lastSeen,
        @JsonProperty("ends") String ends,
        @JsonProperty("address") String address,
        @JsonProperty("browser") @Nullable String browser,
        @JsonProperty("current") boolean current) {

    static OwnSessionJson of(Session session, Session current) {
        return new OwnSessionJson(
                session.handle(),
                IsoInstants.of(session.authenticatedAt()),
                IsoInstants.of(session.lastSeenAt()),
                IsoInstants.of(session.endsAt()),
                session.address(),
                UserAgentName.of(session.browser()),
                session.id().equals(current.id()));
    }
}
