package io.flangular.web.link;

import org.jspecify.annotations.Nullable;

/** Renders the page to choose a password with a one-time link. */
public interface PasswordPage {

    /** The page as HTML. */
    String render(Values values);

    /**
     * The values of the template.
     *
     * @param code of the link, where it was sent before and is still good; otherwise empty, and the page takes it from
     *     its own address
     * @param error why the last attempt failed; null when there was none
     */
    record Values(String code, @Nullable String error) {
        @Override
        public String toString() {
            return "PasswordPage.Values[…]";
        }
    }
}
