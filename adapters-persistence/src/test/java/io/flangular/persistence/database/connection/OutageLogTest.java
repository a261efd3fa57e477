package io.flangular.persistence.database.connection;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flangular.persistence.LogEvents;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutageLogTest {
    @RegisterExtension
    private final LogEvents events = new LogEvents(OutageLog.class.getName());

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final OutageLog outage = new OutageLog("PostgreSQL db/inventory", "reached", () -> now);

    @Test
    void anOutageThatLastsIsLoggedOnceAMinute() {
        for (int second = 0; second < 125; second++) {
            fail();
            pass(1);
        }
        answer();

        assertThat(levels()).containsExactly(Level.WARN, Level.WARN, Level.WARN, Level.INFO);
        assertThat(events.list().getLast().getFormattedMessage()).contains("after 125 s; failed requests: 125");
    }

    @Test
    void theNextOutageIsLoggedEvenWhenItFollowsSoon() {
        fail();
        pass(6);
        answer();
        fail();
        pass(6);
        answer();
        fail();

        assertThat(levels()).containsExactly(Level.WARN, Level.INFO, Level.WARN, Level.INFO, Level.WARN);
        assertThat(events.list().getLast().getFormattedMessage())
                .contains("cannot be reached since 2026-01-01T00:00:12Z");
    }

    @Test
    void anIntermittentDatabaseIsLoggedEveryFiveSeconds() {
        for (int second = 0; second < 20; second++) {
            fail();
            pass(1);
            answer();
        }

        assertThat(levels())
                .containsExactly(
                        Level.WARN, Level.INFO, Level.WARN, Level.INFO, Level.WARN, Level.INFO, Level.WARN, Level.INFO);
    }

    @Test
    void anOutageTooSoonAfterTheLastOneIsLoggedWhenItLasts() {
        fail();
        pass(1);
        answer();
        pass(1);
        fail();
        assertThat(levels()).containsExactly(Level.WARN, Level.INFO);
        pass(3);
        fail();

        assertThat(levels()).containsExactly(Level.WARN, Level.INFO, Level.WARN);
        assertThat(events.list().getLast().getFormattedMessage())
                .contains("cannot be reached since 2026-01-01T00:00:02Z");
    }

    @Test
    void anUnknownHostIsNamed() {
        outage.failed(new IllegalStateException(new UnknownHostException("db.example")), true);

        assertThat(events.list().getFirst().getFormattedMessage()).contains(": unknown host db.example.");
    }

    @Test
    void anAnswerToAnEarlierRequestDoesNotEndTheOutage() {
        fail();
        answer();
        pass(3);
        outage.answered(Duration.ofSeconds(3));
        assertThat(levels()).containsExactly(Level.WARN);
        outage.answered(Duration.ofSeconds(1));
        assertThat(levels()).containsExactly(Level.WARN, Level.INFO);
    }

    @Test
    void aFailureWithoutAMessageIsNamed() {
        outage.failed(new ClosedChannelException(), true);

        assertThat(events.list().getFirst().getFormattedMessage()).contains(": ClosedChannelException.");
    }

    private void answer() {
        outage.answered(Duration.ZERO);
    }

    private void fail() {
        outage.failed(new IOException("Connection refused"), true);
    }

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private List<Level> levels() {
        return events.list().stream().map(ILoggingEvent::getLevel).toList();
    }
}
