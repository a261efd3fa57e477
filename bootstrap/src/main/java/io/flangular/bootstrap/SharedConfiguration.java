package io.flangular.bootstrap;

import io.flangular.bootstrap.startup.DroppedErrors;
import io.flangular.domain.RandomBytes;
import io.flangular.security.secret.Sha256SecretHasher;
import jakarta.annotation.PostConstruct;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The clock, the source of randomness and the hasher of secrets, which all features share. */
@Configuration(proxyBeanMethods = false)
@Import(Sha256SecretHasher.class)
class SharedConfiguration {
    private static final Pattern TRAILING_LINE_BREAKS = Pattern.compile("[\\r\\n]+\\z");

    /** Strips trailing line breaks from settings: a file that contains a secret usually ends with one. */
    @Bean
    static ConfigurationPropertiesBindHandlerAdvisor trailingLineBreaks() {
        return parent -> new AbstractBindHandler(parent) {
            @Override
            public @Nullable Object onSuccess(
                    ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
                Object bound = super.onSuccess(name, target, context, result);
                return bound instanceof String text
                        ? TRAILING_LINE_BREAKS.matcher(text).replaceFirst("")
                        : bound;
            }
        };
    }

    @PostConstruct
    void registerDroppedErrors() {
        DroppedErrors.register();
    }

    /** In milliseconds, as instants are stored and sent. */
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    RandomBytes randomBytes() {
        SecureRandom random = new SecureRandom();
        return count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        };
    }
}
