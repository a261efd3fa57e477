package io.flangular.domain;

/** A hash that shows the hashed value, for tests. */
public class PlainSecretHasher implements SecretHasher {
    @Override
    public String hash(String secret) {
        return "plain:" + secret;
    }
}
