package io.flangular.bootstrap.startup;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.unit.DataSize;

/** Turns the failures that a person can mend into one sentence; all others keep their stack trace, as defects. */
@Order(Ordered.HIGHEST_PRECEDENCE) // before those of Spring Boot, which answer in several lines
public final class StartupFailures implements FailureAnalyzer {
    /** Settings whose values are not shown. */
    private static final Pattern SECRET =
            Pattern.compile("password|secret|token|key|credential|url", Pattern.CASE_INSENSITIVE);

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        String sentence = null;
        for (Throwable cause = failure; cause != null && sentence == null; cause = cause.getCause()) {
            sentence = sentence(cause);
        }
        return sentence == null ? null : new FailureAnalysis(sentence, null, failure);
    }

    private static @Nullable String sentence(Throwable cause) {
        if (cause instanceof StartupFailure refusal) {
            return refusal.getMessage();
        }
        if (cause instanceof PortInUseException inUse) {
            return "Port " + inUse.getPort() + " is in use: stop what listens there, or set server.port to another.";
        }
        if (cause instanceof BeanCreationException creation && "sslBundleRegistry".equals(creation.getBeanName())) {
            return "spring.ssl.bundle cannot be used: " + StartupFailure.reasonOf(creation);
        }
        if (cause instanceof BindException unbound
                && unbound.getCause() instanceof UnboundConfigurationPropertiesException unknown) {
            return unknown(unknown);
        }
        if (cause instanceof BindException unreadable) {
            ConfigurationProperty property = unreadable.getProperty();
            return property == null
                    ? unreadable.getName() + " cannot be read as " + kind(unreadable) + "."
                    : property.getName()
                            + (SECRET.matcher(property.getName().toString()).find()
                                    ? " cannot be read as "
                                    : " is \"" + property.getValue() + "\", which cannot be read as ")
                            + kind(unreadable) + ".";
        }
        return null;
    }

    private static String unknown(UnboundConfigurationPropertiesException unknown) {
        List<String> names = unknown.getUnboundProperties().stream()
                .map(property -> property.getName().toString())
                .sorted()
                .toList();
        return String.join(", ", names)
                + (names.size() == 1 ? " is not a setting of Flangular" : " are not settings of Flangular")
                + ": correct the name, or remove it.";
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
        if (wanted.isEnum()) {
            return "one of "
                    + Arrays.stream(wanted.getEnumConstants())
                            .map(value ->
                                    value.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .collect(Collectors.joining(", "));
        }
        if (wanted == DataSize.class) {
            return "a size such as 16KB";
        }
        return wanted == int.class || wanted == Integer.class ? "a whole number" : "a value of its kind";
    }
}
