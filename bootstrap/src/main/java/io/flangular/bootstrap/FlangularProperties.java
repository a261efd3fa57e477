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
 * What can be configured, beside what Spring Boot itself reads. A name below {@code flangular} that is not here stops
 * the start, so that a misspelt one is noticed.
 *
 * @param site where people find it, such as {@code https://inventory.example.org}; null for wherever requests come to
 * @param data folder of the database file and of the generated secret
 * @param database where the data is kept instead of in that folder
 * @param admin the first administrator, made when there is no user yet
 * @param mail how one-time links are mailed; the server that sends is set by {@code spring.mail}
 * @param api what can be chosen about the API
 * @param session how long sessions last, and what signs their tokens
 * @param edge connections and reverse proxies
 * @param frontend folder of the class path that holds the built frontend
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

    /** Fails with a sentence when a value is wrong in itself, before anything is made. */
    public void check() {
        checkedSite();
        mail.checkedFrom();
        admin.checkedEmail();
        admin.checkedPassword();
    }

    /** The site, when it is one; otherwise fails with a sentence that says what it must be. */
    public @Nullable URI checkedSite() {
        try {
            return site == null ? null : URI.create(SiteOrigin.normalized(site));
        } catch (IllegalArgumentException refused) {
            throw new StartupFailure(
                    "flangular.site is \"" + site
                            + "\": it must be scheme and host, such as https://inventory.example.org.",
                    refused);
        }
    }

    /**
     * The database.
     *
     * @param url an R2DBC URL; null for the embedded H2 file
     */
    public record Database(@Nullable String url) {}

    /**
     * The first administrator.
     *
     * @param email the e-mail address of the login
     * @param password the first password; null for a generated one
     */
    public record Admin(
            @DefaultValue("admin@flangular.js") String email,
            @Nullable String password) {
        /** The e-mail address, when it is one; otherwise fails with a sentence that says why it is not. */
        public EmailAddress checkedEmail() {
            return valid("flangular.admin.email", () -> EmailAddress.of(email));
        }

        /** The password, when it can be one; null for a generated one. Otherwise fails with a sentence. */
        public @Nullable Password checkedPassword() {
            if (password == null || password.isEmpty()) {
                return null;
            }
            if (password.chars().anyMatch(Character::isISOControl)) {
                throw new StartupFailure("flangular.admin.password has a line break or another control character"
                        + " inside, which no form can send.");
            }
            return valid("flangular.admin.password", () -> new Password(password));
        }

        private static <T> T valid(String name, Supplier<T> value) {
            try {
                return value.get();
            } catch (DomainException.Invalid refused) {
                throw new StartupFailure(name + " cannot be used: " + refused.getMessage(), refused);
            }
        }
    }

    /**
     * Mail.
     *
     * @param from the sender of e-mails; null to send none
     */
    public record Mail(@Nullable String from) {
        /** The sender, when it is an address; otherwise fails with a sentence that says what it must be. */
        public @Nullable String checkedFrom() {
            if (from == null) {
                return null;
            }
            try {
                new InternetAddress(from, true);
                return from;
            } catch (AddressException refused) {
                throw new StartupFailure(
                        "flangular.mail.from is \"" + from
                                + "\": it must be an e-mail address, such as inventory@example.org.",
                        refused);
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
