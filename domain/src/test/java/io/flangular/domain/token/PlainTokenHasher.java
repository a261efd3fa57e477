package io.flangular.domain.token;

/** Hashes so that a test sees what was hashed. */
public class PlainTokenHasher implements TokenHasher {
    @Override
    public TokenHash hash(TokenSecret secret) {
        return new TokenHash("plain:" + secret.value());
    }
}
