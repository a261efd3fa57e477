package io.flangular.web.session;

import org.jspecify.annotations.Nullable;

/** Renders the login page. */
public interface LoginPage {

    /** The page as HTML. */
    String render(Values values);

    /**
     * What the page shows.
     *
     * @param next where to go after the log-in: a safe path
     * @param email what was typed before; empty at first
     * @param error why the last attempt failed; null when there was none
     * @param cookiesRefused whether a browser refuses the session cookie from this address
     * @param signedOut whether the user has just been logged out
     */
    record Values(String next, String email, @Nullable String error, boolean cookiesRefused, boolean signedOut) {}
}
