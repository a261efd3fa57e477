package io.flangular.domain.user.password;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Hashes and verifies passwords. Both are slow by design, so their concurrency is limited; when too many are queued,
 * they fail as busy.
 */
public interface PasswordHasher {
    /** Hashes a password with a random salt. */
    Mono<PasswordHash> hash(Password password);

    /**
     * Verifies a password, in its {@linkplain Password#normalized normalized} form or, for hashes from before passwords
     * were normalized, as typed.
     *
     * @param hash null for an account that does not exist: never matches, and takes the same time
     */
    Mono<PasswordMatch> match(String typed, @Nullable PasswordHash hash);
}
