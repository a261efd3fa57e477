package io.flangular.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditLog;
import io.flangular.domain.audit.InMemoryAuditLog;
import io.flangular.persistence.LogEvents;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

class LoggingAuditLogTest {

    @RegisterExtension
    private final LogEvents events = new LogEvents("flangular.security");

    private final AuditLog log = new LoggingAuditLog(new InMemoryAuditLog());

    @Test
    void controlCharactersInTheNameOfABrowserAreEscaped() {
        record("a\r\nb\u001b[2Jc\u0085d\u009b2Je\u2028f\u2029g").block();

        assertThat(events.list())
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("logged_in {actor=7, address=192.0.2.1, browser=\"a\\u000d\\u000ab\\u001b[2Jc\\u0085d"
                        + "\\u009b2Je\\u2028f\\u2029g\", subject=7}");
    }

    @Test
    void theNameOfABrowserCannotForgeOtherFields() {
        record("x, subject=1}").block();
        record("x\" subject=\"1").block();
        record("\u202egro").block();

        assertThat(events.list())
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "logged_in {actor=7, address=192.0.2.1, browser=\"x, subject=1}\", subject=7}",
                        "logged_in {actor=7, address=192.0.2.1, browser=\"x' subject='1\", subject=7}",
                        "logged_in {actor=7, address=192.0.2.1, browser=\"\\u202egro\", subject=7}");
        assertThat(events.list().get(1).getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .containsExactly(
                        "event=logged_in", "actor=7", "address=192.0.2.1", "browser=x' subject='1", "subject=7");
    }

    private Mono<Void> record(String browser) {
        return log.record(new AuditEvent(
                Instant.EPOCH, AuditEvent.Kind.LOGGED_IN, 7L, 7L, "192.0.2.1", Map.of("browser", browser)));
    }
}
