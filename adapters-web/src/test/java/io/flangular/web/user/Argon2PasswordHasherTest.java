package io.flangular.web.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.user.Password;
import io.flangular.domain.user.PasswordHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

class Argon2PasswordHasherTest {
    private static final String PASSWORD = "correct horse battery stäple";

    private final PasswordThreads threads = new PasswordThreads(1);
    private final Argon2PasswordHasher hasher = new Argon2PasswordHasher(threads);

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void aHashTellsAlgorithmAndParameters() {
        PasswordHash hash = hasher.hash(new Password(PASSWORD)).block();

        assertThat(hash.value()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThanOrEqualTo(255);
        assertThat(hasher.hash(new Password(PASSWORD)).block()).isNotEqualTo(hash);
    }

    @Test
    void onlyTheWholePasswordMatches() {
        String longest = "😀".repeat(256);
        PasswordHash hash = hasher.hash(new Password(longest)).block();

        assertThat(hasher.matches(longest, hash).block()).isTrue();
        assertThat(hasher.matches("😀".repeat(255), hash).block()).isFalse();
        assertThat(hasher.matches(longest + "x", hash).block()).isFalse();
        PasswordHash other = hasher.hash(new Password(PASSWORD)).block();
        assertThat(hasher.matches(PASSWORD.toUpperCase(Locale.ROOT), other).block())
                .isFalse();
    }

    @Test
    void anAccountThatDoesNotExistTakesTheSameWork() {
        List<String> verified = new ArrayList<>();
        PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19456, 2) {
            @Override
            protected boolean matchesNonNull(String typed, String hash) {
                verified.add(hash);
                return super.matchesNonNull(typed, hash);
            }
        };
        Argon2PasswordHasher counting = new Argon2PasswordHasher(encoder, threads);
        PasswordHash hash = counting.hash(new Password(PASSWORD)).block();
        assertThat(counting.matches("wrong", hash).block()).isFalse();
        assertThat(counting.matches(PASSWORD, null).block()).isFalse();

        assertThat(verified).hasSize(2);
        assertThat(form(verified.get(1))).isEqualTo(form(verified.get(0)));
    }

    /** Algorithm, version, parameters and the lengths of salt and hash. */
    private static List<Object> form(String hash) {
        String[] parts = hash.split("\\$");
        return List.of(parts[1], parts[2], parts[3], parts[4].length(), parts[5].length());
    }
}
