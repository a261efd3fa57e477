package io.flangular.domain.user;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Hashes passwords and verifies them. Both are slow on purpose and therefore limited in number; when too many
 * are under way, they fail as busy.
 */
public interface PasswordHasher {

    /** A new hash with a salt of its own. */
    Mono<PasswordHash> hash(Password password);

    /**
     * Whether what was typed is the password of this hash, in its {@linkplain Password#normalized normalized} form or, for
     * hashes from before passwords were normalized, as it was typed.
     *
     * @param hash null for an account that does not exist: never matches, and takes the same time
     */
    Mono<PasswordMatch> match(String typed, @Nullable PasswordHash hash);
}
