package io.flangular.domain;

/**
 * Hashes generated secrets, deterministically and without salt. Unlike the hash of passwords it is fast: secrets of 80
 * random bits or more are not open to brute force.
 */
public interface SecretHasher {
    /** The hash of a secret, in at most 64 characters. */
    String hash(String secret);
}
