package io.flangular.bootstrap.startup;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.netty.channel.AbortedException;

class DroppedErrorsTest {

    @Test
    void onlyUnexpectedDroppedErrorsAreLogged() {
        Logger logger = (Logger) LoggerFactory.getLogger(DroppedErrors.class);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        logger.addAppender(events);
        try {
            DroppedErrors.log(new CancellationException());
            DroppedErrors.log(new AbortedException("Connection reset"));
            assertThat(events.list).isEmpty();
            DroppedErrors.log(new IllegalStateException("broken"));
            assertThat(events.list).singleElement().satisfies(event -> {
                assertThat(event.getFormattedMessage()).contains("IllegalStateException: broken");
                assertThat(event.getThrowableProxy()).isNull();
            });
        } finally {
            logger.detachAppender(events);
        }
    }
}
