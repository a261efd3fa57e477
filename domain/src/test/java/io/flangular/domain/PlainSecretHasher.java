package io.flangular.domain;

/** Hashes so that a test sees what was hashed. */
public class PlainSecretHasher implements SecretHasher {
    @Override
    public String hash(String secret) {
        return "plain:" + secret;
    }
}
