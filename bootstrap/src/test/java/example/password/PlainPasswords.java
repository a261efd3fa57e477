package example.password;

import io.flangular.domain.user.password.Password;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.domain.user.password.PasswordHasher;
import io.flangular.domain.user.password.PasswordMatch;
import io.flangular.support.RunningApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import reactor.core.publisher.Mono;

/**
 * An application whose passwords cost no time, for tests that log in thousands of times. Outside of the package that
 * the application scans, so that it is there only when asked for.
 */
@Configuration(proxyBeanMethods = false)
public class PlainPasswords {

    /** Starts it with these settings, each {@code --name=value}. */
    public static RunningApplication start(String... settings) {
        return RunningApplication.start(PlainPasswords.class, settings);
    }

    @Bean
    @Primary
    PasswordHasher plain() {
        return new PasswordHasher() {
            @Override
            public Mono<PasswordHash> hash(Password password) {
                return Mono.just(new PasswordHash("plain:" + password.value()));
            }

            @Override
            public Mono<PasswordMatch> match(String typed, PasswordHash hash) {
                boolean same = hash != null && hash.value().equals("plain:" + Password.normalized(typed));
                return Mono.just(same ? PasswordMatch.NORMALIZED : PasswordMatch.NONE);
            }
        };
    }
}
