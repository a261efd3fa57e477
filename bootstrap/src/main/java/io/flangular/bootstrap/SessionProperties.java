package io.flangular.bootstrap;

import io.flangular.bootstrap.startup.StartupFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of sessions, {@code flangular.session}.
 *
 * @param idle the time without a request after which a session ends: the lifetime of a token
 * @param longest the time after which a session ends even when it is in use
 * @param insecureCookies whether cookies lack the attribute {@code Secure} and its prefix, for sites without TLS that
 *     are not localhost
 * @param secret the secret that keys are derived from, the same on all nodes; null for a generated one in the data
 *     folder
 * @param previousSecrets former secrets, whose tokens remain valid
 */
public record SessionProperties(
        @DefaultValue("10m") Duration idle,
        @DefaultValue("8h") Duration longest,
        @DefaultValue("false") boolean insecureCookies,
        @Nullable String secret,
        @DefaultValue List<String> previousSecrets) {
    private static final int MIN_SECRET_BYTES = 32;

    public SessionProperties {
        String longestIs = "flangular.session.longest is " + TimeSpan.text(longest);
        StartupFailure.unless(
                idle.compareTo(Duration.ofSeconds(1)) >= 0,
                "flangular.session.idle is " + TimeSpan.text(idle) + ": a session must live a second at least.");
        StartupFailure.unless(
                longest.compareTo(idle) >= 0,
                longestIs + ": it must not be shorter than flangular.session.idle, which is " + TimeSpan.text(idle)
                        + ".");
        StartupFailure.unless(
                longest.compareTo(Duration.ofDays(30)) <= 0, longestIs + ": a session lives 30 days at most.");
        if (secret != null) {
            requireLength("secret", secret);
        }
        previousSecrets.forEach(previous -> requireLength("previous-secrets", previous));
    }

    private static void requireLength(String name, String secret) {
        StartupFailure.unless(
                secret.getBytes(StandardCharsets.UTF_8).length >= MIN_SECRET_BYTES,
                "flangular.session." + name + " is too short: a secret has " + MIN_SECRET_BYTES
                        + " bytes or more, for example from `openssl rand -base64 32`.");
    }
}
