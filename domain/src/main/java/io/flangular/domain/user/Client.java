package io.flangular.domain.user;

import org.jspecify.annotations.Nullable;

/**
 * What a request comes from, as far as it can be told.
 *
 * @param address the network address, as text
 * @param browser what the browser says it is, cut to 255 characters; null when it says nothing
 * @param device the browser in which somebody has logged in before; null when it is not known
 */
public record Client(String address, @Nullable String browser, @Nullable KnownDevice device) {
    private static final int MAX_BROWSER = 255;

    /** Keeps what the database can hold of the browser. */
    public Client {
        if (browser != null && browser.length() > MAX_BROWSER) {
            browser = browser.substring(0, MAX_BROWSER);
        }
    }

    /** The same request from a browser that is not known. */
    public Client withoutDevice() {
        return new Client(address, browser, null);
    }

    /**
     * A browser that has proven, by a signed cookie, that this user has logged in with it before.
     *
     * @param id names the browser, unpredictably
     * @param binding names the password and the second factor with which the user logged in; with another password or
     *     factor the browser is not known any more
     */
    public record KnownDevice(long userId, String id, String binding) {}
}
