package io.flangular.domain.session;

import io.flangular.domain.RandomBytes;

/** The id of a session: 256 random bits as 43 characters of base64url. */
public record SessionId(String value) {
    public static SessionId generate(RandomBytes random) {
        return new SessionId(random.token());
    }
}
