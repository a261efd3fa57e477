package io.flangular.bootstrap;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;

/** Turns the failures that a person can mend into one sentence; all others keep their stack trace. */
public final class StartupFailures implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        String sentence = null;
        for (Throwable cause = failure; cause != null && sentence == null; cause = cause.getCause()) {
            sentence = sentence(cause);
        }
        return sentence == null ? null : new FailureAnalysis(sentence, null, failure);
    }

    private static @Nullable String sentence(Throwable cause) {
        if (cause instanceof StartupFailure told) {
            return told.getMessage();
        }
        if (cause instanceof PortInUseException inUse) {
            return "Port " + inUse.getPort() + " is in use: stop what listens there, or set server.port to another.";
        }
        if (cause instanceof BindException unreadable) {
            ConfigurationProperty property = unreadable.getProperty();
            return property == null
                    ? unreadable.getName() + " cannot be read as " + kind(unreadable) + "."
                    : property.getName() + " is \"" + property.getValue() + "\", which cannot be read as "
                            + kind(unreadable) + ".";
        }
        return null;
    }

    /** What the value should have been, in words. */
    private static String kind(BindException unreadable) {
        Class<?> wanted = unreadable.getTarget().getType().resolve(Object.class);
        if (wanted == Duration.class) {
            return "a time span such as 10m";
        }
        if (wanted == boolean.class || wanted == Boolean.class) {
            return "true or false";
        }
        return wanted == int.class || wanted == Integer.class ? "a whole number" : "a value of its kind";
    }
}
