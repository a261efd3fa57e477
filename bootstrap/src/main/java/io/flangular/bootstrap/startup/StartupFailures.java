package io.flangular.bootstrap.startup;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/** Explains failures that an operator can fix, in one sentence; any other failure is logged with its stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE) // before those of Spring Boot, which describe them in several lines
public final class StartupFailures implements FailureAnalyzer {
    private static final Map<Class<?>, String> KINDS = Map.of(
            Duration.class, "a time span such as 10m",
            DataSize.class, "a size such as 16KB",
            Boolean.class, "true or false",
            Integer.class, "a whole number");

    /** Settings whose values are not shown. */
    private static final Pattern SECRET =
            Pattern.compile("password|secret|token|key|credential|url", Pattern.CASE_INSENSITIVE);

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        String sentence = null;
        // The innermost cause counts: a failed check of a setting is the cause of a BindException.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String inner = sentence(cause);
            sentence = inner == null ? sentence : inner;
        }
        return sentence == null ? null : new FailureAnalysis(sentence, null, failure);
    }

    private static @Nullable String sentence(Throwable cause) {
        return switch (cause) {
            case StartupFailure refusal -> refusal.getMessage();
            case PortInUseException inUse -> PortCheck.inUse(inUse.getPort());
            case UnboundConfigurationPropertiesException unknown -> unknown(unknown);
            case BindException unreadable -> unreadable(unreadable);
            case BeanCreationException creation
            when "sslBundleRegistry".equals(creation.getBeanName()) ->
                "spring.ssl.bundle cannot be used: " + StartupFailure.reasonOf(creation);
            default -> null;
        };
    }

    private static String unreadable(BindException unreadable) {
        ConfigurationProperty property = unreadable.getProperty();
        String name = String.valueOf(property == null ? unreadable.getName() : property.getName());
        String value =
                property == null || SECRET.matcher(name).find() ? "" : " is \"" + property.getValue() + "\", which";
        return name + value + " cannot be read as " + kind(unreadable) + ".";
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

    /** The type of the setting, in words. */
    private static String kind(BindException unreadable) {
        Class<?> wanted = ClassUtils.resolvePrimitiveIfNecessary(
                unreadable.getTarget().getType().resolve(Object.class));
        if (wanted.isEnum()) {
            return "one of "
                    + Arrays.stream(wanted.getEnumConstants())
                            .map(value ->
                                    value.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .collect(Collectors.joining(", "));
        }
        return KINDS.getOrDefault(wanted, "a value of its kind");
    }
}
