package io.flangular.domain.token;

/**
 * Hashes secrets: the same secret always has the same hash, from which nobody gets back to it. It is fast, unlike that
 * of passwords: 256 unpredictable bits cannot be tried out, so there is nothing to slow down.
 */
public interface TokenHasher {

    /** The hash of a secret. */
    TokenHash hash(TokenSecret secret);
}
