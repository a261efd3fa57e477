package io.flangular.bootstrap;

import io.flangular.bootstrap.startup.StartupFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be configured about sessions, as {@code flangular.session}.
 *
 * @param idle after how long without a request a session ends: the lifetime of a token
 * @param longest after how long a session ends however active its user is
 * @param insecureCookies whether cookies have plain names and also travel without TLS, for sites that have none and are
 *     not localhost
 * @param secret what the keys of the tokens are derived from; null for one that is made and kept in the data folder.
 *     All nodes of a site must have the same
 * @param previousSecrets former secrets, whose tokens are still good
 */
public record SessionProperties(
        @DefaultValue("10m") Duration idle,
        @DefaultValue("8h") Duration longest,
        @DefaultValue("false") boolean insecureCookies,
        @Nullable String secret,
        @DefaultValue List<String> previousSecrets) {
    private static final int SECRET_LENGTH = 32;

    /** The same, when all values make sense; otherwise fails with a sentence that says which does not. */
    public SessionProperties checked() {
        if (idle.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new StartupFailure(
                    "flangular.session.idle is " + TimeSpan.text(idle) + ": a session must live a second at least.");
        }
        if (longest.compareTo(idle) < 0) {
            throw new StartupFailure("flangular.session.longest is " + TimeSpan.text(longest)
                    + ": it must not be shorter than flangular.session.idle, which is " + TimeSpan.text(idle) + ".");
        }
        if (longest.compareTo(Duration.ofDays(30)) > 0) {
            throw new StartupFailure(
                    "flangular.session.longest is " + TimeSpan.text(longest) + ": a session lives 30 days at most.");
        }
        if (secret != null) {
            check("flangular.session.secret", secret);
        }
        previousSecrets.forEach(previous -> check("flangular.session.previous-secrets", previous));
        return this;
    }

    private static void check(String name, String secret) {
        if (secret.getBytes(StandardCharsets.UTF_8).length < SECRET_LENGTH) {
            throw new StartupFailure(name + " is too short: a secret has " + SECRET_LENGTH
                    + " bytes or more, for example from `openssl rand -base64 32`.");
        }
    }
}
