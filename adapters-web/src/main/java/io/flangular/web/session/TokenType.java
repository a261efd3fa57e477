package io.flangular.web.session;

/** The kinds of token. Each has a key of its own, so that none can pass for another. */
public enum TokenType {
    /** In the session cookie: opens pages and private files. */
    SESSION("session+jwt", "pages"),
    /** In the header {@code X-XSRF-TOKEN}: together with the session cookie it opens the API. */
    XSRF("xsrf+jwt", "api");

    private final String typ;
    private final String audience;

    TokenType(String typ, String audience) {
        this.typ = typ;
        this.audience = audience;
    }

    String typ() {
        return typ;
    }

    String audience() {
        return audience;
    }
}
