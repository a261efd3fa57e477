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

/** Refuses an unknown format of the log before Spring Boot fails to set up logging for it. */
public final class LogFormatCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    private static final List<String> SETTINGS =
            List.of("logging.structured.format.console", "logging.structured.format.file");

    /** Those of Spring Boot, which does not publish their names. */
    private static final List<String> KNOWN = List.of("ecs", "gelf", "logstash");

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER - 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        for (String setting : SETTINGS) {
            String given = event.getEnvironment().getProperty(setting, "").strip();
            if (!given.isEmpty()
                    && !KNOWN.contains(given.toLowerCase(Locale.ROOT))
                    && !ClassUtils.isPresent(given, getClass().getClassLoader())) {
                // The settings of the log have not been applied yet, which would do the same.
                LoggingSystem.get(getClass().getClassLoader())
                        .setLogLevel(
                                "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter", LogLevel.OFF);
                throw new StartupFailure(setting + " is \"" + given + "\": it must be one of "
                        + String.join(", ", KNOWN)
                        + ", or the name of a class.");
            }
        }
    }
}
