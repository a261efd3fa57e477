package io.flangular.domain.user;

import org.jspecify.annotations.Nullable;

/**
 * The client that sent a request.
 *
 * @param address the IP address
 * @param browser the {@code User-Agent}, truncated to 255 characters; null when missing
 * @param device the known device; null when unknown
 */
public record Client(
        String address, @Nullable String browser, @Nullable KnownDevice device) {
    private static final int MAX_BROWSER = 255;

    /** Truncates the browser to the length of its column. */
    public Client {
        if (browser != null && browser.length() > MAX_BROWSER) {
            browser = browser.substring(0, MAX_BROWSER);
        }
    }

    public Client withoutDevice() {
        return new Client(address, browser, null);
    }

    /**
     * A browser with a signed cookie that proves an earlier login of the user.
     *
     * @param id a random id
     * @param binding the fingerprint of the password and second factor of that login; after a change of either the
     *     browser is unknown
     */
    public record KnownDevice(long userId, String id, String binding) {}
}
