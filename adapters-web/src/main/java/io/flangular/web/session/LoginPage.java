package io.flangular.web.session;

import org.jspecify.annotations.Nullable;

/** Renders the login page: the form for e-mail address and password, or the one for the code. */
public interface LoginPage {

    String render(Values values);

    /**
     * The values of the template.
     *
     * @param next the path to redirect to after the login; safe
     * @param email the e-mail address of the last attempt; empty at first
     * @param error why the last attempt failed; null when there was none
     * @param notice a success message; null for none
     * @param cookiesRefused whether a browser rejects the session cookie from this URL
     * @param stillLoggedIn whether to show the logout button
     * @param code the form for the code; null for the form for the password
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
     * @param challenge the signed state, sent back with the code
     * @param back the URL of the first form
     */
    record CodeForm(String challenge, String back) {}
}
