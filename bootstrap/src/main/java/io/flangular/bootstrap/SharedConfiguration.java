package io.flangular.bootstrap;

import io.flangular.bootstrap.startup.DroppedErrors;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.SecretHasher;
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

/** What features share: time, chance, and the hashes of secrets. */
@Configuration(proxyBeanMethods = false)
class SharedConfiguration {
    private static final Pattern TRAILING_LINE_BREAKS = Pattern.compile("[\\r\\n]+\\z");

    /**
     * Takes line breaks off the ends of settings. A file that holds a secret usually ends with one, which no form can
     * send and nobody sees.
     */
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

    @Bean
    SecretHasher secretHasher() {
        return new Sha256SecretHasher();
    }
}
