package io.flangular.web.session.token;

import java.util.Set;

/** The types of signed tokens. Each has its own key, so that a token of one type is never accepted as another. */
public enum SignedTokenType {
    /** In the session cookie: grants access to pages and private files. */
    SESSION("session+jwt", "pages", Set.of(Claims.SESSION)),
    /** In the header {@code X-XSRF-TOKEN}: grants access to the API, together with the session cookie. */
    XSRF("xsrf+jwt", "api", Set.of(Claims.SESSION)),
    /** In the form that asks for a code: names the user whose password was correct, and when. Grants no access. */
    CHALLENGE("challenge+jwt", "code", Set.of(Claims.USER, Claims.PASSWORD_GIVEN)),
    /** In the device cookie: names the user who logged in with this browser, and the password. Grants no access. */
    DEVICE("device+jwt", "device", Set.of(Claims.USER, Claims.DEVICE, Claims.BINDING));

    private final String typ;
    private final String audience;
    private final Set<String> claims;

    SignedTokenType(String typ, String audience, Set<String> claims) {
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

    /** The names of the claims beside {@code aud}, {@code iat} and {@code exp}. All values are strings. */
    Set<String> claims() {
        return claims;
    }

    static final class Claims {
        static final String SESSION = "sid";
        static final String USER = "sub";
        static final String PASSWORD_GIVEN = "pwd_at";
        static final String DEVICE = "did";
        static final String BINDING = "bnd";

        private Claims() {}
    }
}
