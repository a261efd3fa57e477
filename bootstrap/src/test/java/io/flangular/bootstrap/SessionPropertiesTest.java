package io.flangular.bootstrap;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.bootstrap.startup.StartupFailure;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SessionPropertiesTest {
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(8);
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void validValuesAreAccepted() {
        assertThatCode(() -> new SessionProperties(IDLE, LONGEST, false, SECRET, List.of(SECRET)))
                .doesNotThrowAnyException();
    }

    @Test
    void eachInvalidValueHasItsMessage() {
        refused(
                () -> new SessionProperties(Duration.ZERO, LONGEST, false, null, List.of()),
                "flangular.session.idle is 0s");
        refused(
                () -> new SessionProperties(IDLE, Duration.ofMinutes(9), false, null, List.of()),
                "flangular.session.longest is 9m");
        refused(
                () -> new SessionProperties(IDLE, Duration.ofDays(31), false, null, List.of()),
                "flangular.session.longest is 31d");
        refused(
                () -> new SessionProperties(IDLE, LONGEST, false, "secret", List.of()),
                "flangular.session.secret is too short");
        refused(
                () -> new SessionProperties(IDLE, LONGEST, false, SECRET, List.of("old")),
                "flangular.session.previous-secrets is too short");
    }

    private static void refused(ThrowingCallable properties, String sentence) {
        assertThatThrownBy(properties)
                .isInstanceOf(StartupFailure.class)
                .hasMessageStartingWith(sentence)
                .hasMessageEndingWith(".");
    }
}
