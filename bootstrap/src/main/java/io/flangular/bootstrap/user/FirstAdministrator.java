package io.flangular.bootstrap.user;

import io.flangular.bootstrap.FlangularProperties;
import io.flangular.bootstrap.startup.StartupFailure;
import io.flangular.bootstrap.startup.StartupWait;
import io.flangular.domain.DomainException;
import io.flangular.domain.user.EnsureAdministrator;
import io.flangular.domain.user.EnsureAdministrator.Outcome;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.Password;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Adds the first administrator as configured. A generated password is printed to the console, and not to the log. When
 * there are users, nothing changes, and a configured password is reported in the log.
 */
final class FirstAdministrator {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final EnsureAdministrator ensureAdministrator;
    private final FlangularProperties.Admin admin;
    private final String database;

    /** With the name of the database, for error messages. */
    FirstAdministrator(EnsureAdministrator ensureAdministrator, FlangularProperties.Admin admin, String database) {
        this.ensureAdministrator = ensureAdministrator;
        this.admin = admin;
        this.database = database;
    }

    void ensure() {
        EmailAddress email = admin.emailAddress();
        Password password = admin.firstPassword();
        Outcome outcome;
        try {
            outcome = StartupWait.forDatabase(
                    Mono.defer(() -> ensureAdministrator.ensure(email, password)), database, Duration.ofSeconds(30));
        } catch (DomainException.Invalid refused) {
            throw new StartupFailure("flangular.admin.password cannot be used: " + refused.getMessage(), refused);
        }
        Password generated = outcome.generated();
        if (generated != null) {
            System.out.println("\n    Log in as     " + email + "\n    with password " + generated.value()
                    + "\n    It is shown this one time.\n");
        } else if (outcome.added()) {
            LOG.info("Added the first user {}", email);
        } else if (password != null) {
            LOG.info("flangular.admin.password is for a first start only: there are users, so none was changed");
        }
    }
}
