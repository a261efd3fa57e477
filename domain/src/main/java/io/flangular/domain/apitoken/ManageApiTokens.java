package io.flangular.domain.apitoken;

import io.flangular.domain.user.Client;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Use cases on the API tokens of the logged-in user. */
public interface ManageApiTokens {
    Duration DEFAULT_LIFETIME = Duration.ofDays(90);

    /** The maximum number of tokens of a user that are not revoked. */
    int MAX_PER_USER = 50;

    /**
     * Issues a token for a script. Fails as invalid when the name or the expiry breaks a rule of {@link ApiTokenGrant},
     * and when the user has too many tokens.
     *
     * @param endsAt null for the default lifetime
     */
    Mono<IssuedApiToken> issue(long userId, String name, ApiTokenScope scope, @Nullable Instant endsAt, Client client);

    /** The tokens that are not revoked, including expired ones, in order of creation, without the secrets. */
    Flux<ApiToken> list(long userId);

    /**
     * Revokes a token: at once on this node, and within one second on others. Fails as not found when the user has no
     * token with this id.
     */
    Mono<Void> revoke(long userId, long id, Client client);
}
