package io.flangular.domain;

/**
 * Hashes secrets that the application made: the same secret always has the same hash, from which nobody gets back to it.
 * It is fast, unlike that of passwords: 80 unpredictable bits and more cannot be tried out, so there is nothing to slow
 * down.
 */
public interface SecretHasher {

    /** The hash of a secret, in at most 64 characters. */
    String hash(String secret);
}
