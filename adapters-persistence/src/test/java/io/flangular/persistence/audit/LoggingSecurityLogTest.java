package io.flangular.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.flangular.domain.audit.InMemorySecurityLog;
import io.flangular.domain.audit.SecurityEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingSecurityLogTest {

    @Test
    void whatABrowserSaysOfItselfNeitherBeginsALineNorSteersATerminal() {
        String line = logged("a\r\nb\u001b[2Jc\u0085d\u009b2Je\u2028f\u2029g");

        assertThat(line).isEqualTo("logged_in {actor=7, address=192.0.2.1, browser=a  b [2Jc d 2Je f g, subject=7}");
    }

    private static String logged(String browser) {
        Logger logger = (Logger) LoggerFactory.getLogger("flangular.security");
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        logger.addAppender(events);
        logger.setLevel(Level.INFO);
        try {
            new LoggingSecurityLog(new InMemorySecurityLog())
                    .record(new SecurityEvent(
                            Instant.EPOCH,
                            SecurityEvent.Kind.LOGGED_IN,
                            7L,
                            7L,
                            "192.0.2.1",
                            Map.of("browser", browser)))
                    .block();
        } finally {
            logger.setLevel(null);
            logger.detachAppender(events);
        }
        return events.list.getFirst().getFormattedMessage();
    }
}
