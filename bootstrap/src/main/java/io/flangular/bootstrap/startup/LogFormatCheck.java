package io.flangular.bootstrap.startup;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/** Refuses an unknown format of the log, before Spring Boot fails to set up logging with a stack trace. */
public final class LogFormatCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    private static final List<String> SETTINGS =
            List.of("logging.structured.format.console", "logging.structured.format.file");

    /** The formats of Spring Boot, whose constants are not public. */
    private static final List<String> KNOWN = List.of("ecs", "gelf", "logstash");

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER - 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ClassLoader loader = getClass().getClassLoader();
        for (String setting : SETTINGS) {
            String format = event.getEnvironment().getProperty(setting, "").strip();
            if (!format.isEmpty()
                    && !KNOWN.contains(format.toLowerCase(Locale.ROOT))
                    && !ClassUtils.isPresent(format, loader)) {
                // The log levels of application.yaml, which include this one, have not been applied yet.
                LoggingSystem.get(loader)
                        .setLogLevel(
                                "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter", LogLevel.OFF);
                throw new StartupFailure(setting + " is \"" + format + "\": it must be one of "
                        + String.join(", ", KNOWN) + ", or the name of a class.");
            }
        }
    }
}
