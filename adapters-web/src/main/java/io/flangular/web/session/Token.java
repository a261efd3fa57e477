package io.flangular.web.session;

import io.flangular.domain.session.SessionId;
import java.time.Instant;
import java.util.Map;

/**
 * What a verified token says: it was good when it was verified, and is good until it expires.
 *
 * @param claims all those of its type, by their names
 */
record Token(Map<String, String> claims, Instant issuedAt, Instant expiresAt) {

    /** The session that it names; for the types that name one. */
    SessionId session() {
        return new SessionId(claim(TokenType.Claims.SESSION));
    }

    /** One of the claims of its type. */
    String claim(String name) {
        String value = claims.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Tokens of this type have no claim " + name);
        }
        return value;
    }
}
