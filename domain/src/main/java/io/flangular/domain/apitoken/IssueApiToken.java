package io.flangular.domain.apitoken;

import io.flangular.domain.user.Client;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Use case: issues an API token for a script. */
public interface IssueApiToken {
    /** The default lifetime. */
    Duration DEFAULT_LIFETIME = Duration.ofDays(90);

    /** How many tokens a user can have that are not revoked. */
    int MAX_PER_USER = 50;

    /**
     * Issues a token. Fails as invalid when the name or the expiry breaks a rule of {@link ApiTokenGrant}, and when the
     * user has too many tokens.
     *
     * @param endsAt null for the default lifetime
     */
    Mono<IssuedApiToken> issue(long userId, String name, ApiTokenScope scope, @Nullable Instant endsAt, Client client);
}
