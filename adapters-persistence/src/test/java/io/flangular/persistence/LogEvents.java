package io.flangular.persistence;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What a logger logs during a test, from level INFO on. */
public final class LogEvents implements BeforeEachCallback, AfterEachCallback {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    /** Of the logger with that name. */
    public LogEvents(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
    }

    /** The events so far, in their order. */
    public List<ILoggingEvent> list() {
        return appender.list;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.INFO);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.setLevel(null);
        logger.detachAppender(appender);
    }
}
