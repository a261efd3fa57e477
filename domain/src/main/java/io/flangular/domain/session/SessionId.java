package io.flangular.domain.session;

import io.flangular.domain.RandomBytes;
import java.util.Base64;

/** The id of a session: 256 random bits as 43 characters of base64url. */
public record SessionId(String value) {

    /** Generates a random value. */
    public static SessionId generate(RandomBytes random) {
        return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(random.next(32)));
    }
}
