package io.flangular.web.link;

import org.jspecify.annotations.Nullable;

/** Renders the page to choose a password with a one-time link. */
public interface PasswordPage {

    String render(Values values);

    /**
     * The values of the template.
     *
     * @param code of the link after a failed attempt, if it is still valid; otherwise empty, and the page takes it from
     *     the fragment of its URL
     * @param error why the last attempt failed; null when there was none
     */
    record Values(String code, @Nullable String error) {
        @Override
        public String toString() {
            return "PasswordPage.Values[…]";
        }
    }
}
