package io.flangular.web.session;

import java.util.Set;

/** The kinds of token. Each has a key of its own, so that none can pass for another. */
public enum TokenType {
    /** In the session cookie: opens pages and private files. */
    SESSION("session+jwt", "pages", Set.of(Claims.SESSION)),
    /** In the header {@code X-XSRF-TOKEN}: together with the session cookie it opens the API. */
    XSRF("xsrf+jwt", "api", Set.of(Claims.SESSION)),
    /** In the form that asks for a code: says whose password was given, and when. It opens nothing by itself. */
    CHALLENGE("challenge+jwt", "code", Set.of(Claims.USER, Claims.PASSWORD_GIVEN)),
    /** In the device cookie: says who has logged in with this browser before, with which password. It opens nothing. */
    DEVICE("device+jwt", "device", Set.of(Claims.USER, Claims.DEVICE, Claims.BINDING));

    private final String typ;
    private final String audience;
    private final Set<String> claims;

    TokenType(String typ, String audience, Set<String> claims) {
        this.typ = typ;
        this.audience = audience;
        this.claims = claims;
    }

    String typ() {
        return typ;
    }

    String audience() {
        return audience;
    }

    /** What such a token says beside whom it is for and when; all of it texts. */
    Set<String> claims() {
        return claims;
    }

    /** The names of what tokens say. */
    static final class Claims {
        static final String SESSION = "sid";
        static final String USER = "sub";
        static final String PASSWORD_GIVEN = "pwd_at";
        static final String DEVICE = "did";
        static final String BINDING = "bnd";

        private Claims() {}
    }
}
