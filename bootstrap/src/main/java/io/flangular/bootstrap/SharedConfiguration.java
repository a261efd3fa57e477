package io.flangular.bootstrap;

import io.flangular.domain.RandomBytes;
import io.flangular.domain.SecretHasher;
import io.flangular.web.Sha256SecretHasher;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What features share: time, chance, and the hashes of secrets. */
@Configuration(proxyBeanMethods = false)
class SharedConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
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
