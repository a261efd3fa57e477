package io.flangular.bootstrap.retention;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.flangular.persistence.database.connection.ConnectionFailures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

class RetentionScheduleTest {

    @Test
    void unavailableDatabaseIsNotLoggedAgain() {
        Throwable unavailable = new IllegalStateException(ConnectionFailures.unavailable());

        assertThat(loggedFor(unavailable)).isEmpty();
        assertThat(loggedFor(Exceptions.multiple(unavailable, unavailable))).isEmpty();
    }

    @Test
    void anyOtherFailureIsLoggedInOneLine() {
        Throwable failure = new IllegalStateException("The rows are locked.");

        assertThat(loggedFor(Exceptions.multiple(failure, failure)))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getFormattedMessage()).contains("The rows are locked.");
                    assertThat(event.getThrowableProxy()).isNull();
                });
    }

    private static List<ILoggingEvent> loggedFor(Throwable failure) {
        Logger logger = (Logger) LoggerFactory.getLogger(RetentionSchedule.class);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        logger.addAppender(events);
        try {
            new RetentionSchedule(() -> Mono.error(failure)).run().block();
        } finally {
            logger.detachAppender(events);
        }
        return events.list;
    }
}
