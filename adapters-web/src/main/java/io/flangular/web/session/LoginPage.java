package io.flangular.web.session;

import org.jspecify.annotations.Nullable;

/** Renders the login page: the form for address and password, or the one for the code that follows. */
public interface LoginPage {

    /** The page as HTML. */
    String render(Values values);

    /**
     * What the page shows.
     *
     * @param next where to go after the login: a safe path
     * @param email what was typed before; empty at first
     * @param error why the last attempt failed; null when there was none
     * @param notice what has been done; null when there is nothing to tell
     * @param cookiesRefused whether a browser refuses the session cookie from this address
     * @param stillLoggedIn whether there is a session that a button ends
     * @param code the form for the code; null for that for the password
     */
    record Values(
            String next,
            String email,
            @Nullable String error,
            @Nullable String notice,
            boolean cookiesRefused,
            boolean stillLoggedIn,
            @Nullable CodeForm code) {

        Values failed(String why) {
            return new Values(next, email, why, notice, cookiesRefused, stillLoggedIn, code);
        }

        Values offeringToLogOut() {
            return new Values(next, email, error, notice, cookiesRefused, true, code);
        }

        Values asking(CodeForm form) {
            return new Values(next, email, error, notice, cookiesRefused, stillLoggedIn, form);
        }
    }

    /**
     * The form for the code.
     *
     * @param challenge what goes back with the code
     * @param back the address of the first form
     */
    record CodeForm(String challenge, String back) {}
}
