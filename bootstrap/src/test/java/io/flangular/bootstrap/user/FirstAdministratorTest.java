package io.flangular.bootstrap.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.bootstrap.FlangularProperties;
import io.flangular.bootstrap.startup.StartupFailure;
import io.flangular.domain.user.EnsureAdministrator;
import io.flangular.domain.user.EnsureAdministrator.Outcome;
import io.flangular.domain.user.password.Password;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class FirstAdministratorTest {
    private static final String EMAIL = "admin@flangular.js";

    @Test
    void aGeneratedPasswordIsShownOnTheConsole() {
        Password generated = new Password("abcde-fghij-kmnpq-rstuv");

        assertThat(printed((email, password) -> Mono.just(new Outcome(true, generated)), null))
                .contains(EMAIL, generated.value());
    }

    @Test
    void aConfiguredPasswordIsNeverShown() {
        String configured = "configured password";

        assertThat(printed((email, password) -> Mono.just(new Outcome(true, null)), configured))
                .doesNotContain(configured);
        assertThat(printed((email, password) -> Mono.just(new Outcome(false, null)), configured))
                .doesNotContain(configured);
    }

    @Test
    void anUnusablePasswordOrAddressIsReported() {
        assertThatThrownBy(() -> start((email, password) -> Mono.empty(), EMAIL, "short"))
                .isInstanceOf(StartupFailure.class)
                .hasMessage("flangular.admin.password cannot be used: A password has 15 characters or more.");
        assertThatThrownBy(() -> start((email, password) -> Mono.empty(), "admin", null))
                .isInstanceOf(StartupFailure.class)
                .hasMessage("flangular.admin.email cannot be used: This is not an e-mail address.");
    }

    @Test
    void aFailureEndsTheStart() {
        assertThatThrownBy(() -> start((email, password) -> Mono.error(new IllegalStateException("no")), EMAIL, null))
                .hasMessage("no");
    }

    private static String printed(EnsureAdministrator ensure, String password) {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            start(ensure, EMAIL, password);
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static void start(EnsureAdministrator ensure, String email, String password) {
        new FirstAdministrator(ensure, new FlangularProperties.Admin(email, password), "a database").ensure();
    }
}
