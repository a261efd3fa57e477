package io.flangular.domain.session;

import io.flangular.domain.RandomBytes;
import java.util.Base64;

/** Names a session: 256 unpredictable bits, in the 43 letters of base64url. */
public record SessionId(String value) {

    /** A new one. */
    public static SessionId generate(RandomBytes random) {
        return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(random.next(32)));
    }
}
