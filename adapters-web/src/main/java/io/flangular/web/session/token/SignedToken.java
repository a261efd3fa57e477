package io.flangular.web.session.token;

import io.flangular.domain.session.SessionId;
import java.time.Instant;
import java.util.Map;

/**
 * A verified token, valid until it expires.
 *
 * @param claims all claims of its type, by name
 */
public record SignedToken(Map<String, String> claims, Instant issuedAt, Instant expiresAt) {

    /** The session of the claim {@code sid}; only for the types that have this claim. */
    public SessionId session() {
        return new SessionId(claim(SignedTokenType.Claims.SESSION));
    }

    String claim(String name) {
        String value = claims.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Tokens of this type have no claim " + name);
        }
        return value;
    }
}
