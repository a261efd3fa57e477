package io.flangular.bootstrap;

import io.flangular.bootstrap.startup.StartupFailure;
import io.flangular.domain.DomainException;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.Password;
import io.flangular.web.http.SiteOrigin;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the application, beside those of Spring Boot. An unknown name below {@code flangular} and an invalid value
 * fail the start while they are bound, before anything is created.
 *
 * @param site the public URL, scheme and host, such as {@code https://inventory.example.org}; null for the host of each
 *     request
 * @param data the folder of the database file and the generated secret
 * @param frontend the folder of the class path that contains the built frontend
 */
@ConfigurationProperties(value = "flangular", ignoreUnknownFields = false)
public record FlangularProperties(
        @Nullable URI site,
        @DefaultValue("./data") Path data,
        @DefaultValue Database database,
        @DefaultValue Admin admin,
        @DefaultValue Mail mail,
        @DefaultValue Api api,
        @DefaultValue SessionProperties session,
        @DefaultValue EdgeProperties edge,
        @DefaultValue("frontend") String frontend) {

    /** Normalizes the site. */
    public FlangularProperties {
        try {
            site = site == null ? null : URI.create(SiteOrigin.normalized(site));
        } catch (IllegalArgumentException malformed) {
            throw new StartupFailure(
                    "flangular.site is \"" + site
                            + "\": it must be scheme and host, such as https://inventory.example.org.",
                    malformed);
        }
    }

    /**
     * The database.
     *
     * @param url an R2DBC URL; null for the embedded H2 file
     */
    public record Database(@Nullable String url) {}

    /**
     * The first administrator, who is added when there is no user.
     *
     * @param password the first password; null or empty for a generated one
     */
    public record Admin(
            @DefaultValue("admin@flangular.js") String email,
            @Nullable String password) {
        public Admin {
            parseEmail(email);
            parsePassword(password);
        }

        /** The e-mail address of the login. */
        public EmailAddress emailAddress() {
            return parseEmail(email);
        }

        /** The first password; null for a generated one. */
        public @Nullable Password firstPassword() {
            return parsePassword(password);
        }

        private static EmailAddress parseEmail(String email) {
            return valid("flangular.admin.email", () -> EmailAddress.of(email));
        }

        private static @Nullable Password parsePassword(@Nullable String password) {
            if (password == null || password.isEmpty()) {
                return null;
            }
            StartupFailure.unless(
                    password.chars().noneMatch(Character::isISOControl),
                    "flangular.admin.password has a line break or another control character inside, which no form can"
                            + " send.");
            return valid("flangular.admin.password", () -> new Password(password));
        }

        private static <T> T valid(String name, Supplier<T> value) {
            try {
                return value.get();
            } catch (DomainException.Invalid invalid) {
                throw new StartupFailure(name + " cannot be used: " + invalid.getMessage(), invalid);
            }
        }
    }

    /**
     * E-mail. The server is configured by {@code spring.mail}.
     *
     * @param from the sender; null to send none
     */
    public record Mail(@Nullable String from) {
        public Mail {
            if (from != null) {
                try {
                    new InternetAddress(from, true);
                } catch (AddressException malformed) {
                    throw new StartupFailure(
                            "flangular.mail.from is \"" + from
                                    + "\": it must be an e-mail address, such as inventory@example.org.",
                            malformed);
                }
            }
        }
    }

    /**
     * The API.
     *
     * @param requireIfMatch whether a change of a row without {@code If-Match} is refused
     */
    public record Api(@DefaultValue("false") boolean requireIfMatch) {}
}
