package io.flangular.domain.token;

import io.flangular.domain.user.Client;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Makes a token for a script of a user. */
public interface IssueToken {
    /** How long a token lives when nobody says how long. */
    Duration USUAL = Duration.ofDays(90);

    /** How many tokens a user can have that are not revoked. */
    int MOST = 50;

    /**
     * A new token. Fails as invalid when the name or the end breaks a rule of {@link TokenGrant}, and when the user has
     * too many tokens.
     *
     * @param endsAt null for the usual time
     */
    Mono<IssuedToken> issue(long userId, String name, TokenScope scope, @Nullable Instant endsAt, Client client);
}
