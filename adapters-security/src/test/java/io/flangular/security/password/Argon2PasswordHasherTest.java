package io.flangular.security.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.user.password.Password;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.domain.user.password.PasswordMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

class Argon2PasswordHasherTest {
    private static final String PASSWORD = "correct horse battery stäple";
    private static final String DECOMPOSED = "Ma\u0308rz im Bu\u0308cherregal";

    private final PasswordHashingExecutor threads = new PasswordHashingExecutor(1);
    private final Argon2PasswordHasher hasher = new Argon2PasswordHasher(threads);

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void aHashContainsAlgorithmAndParameters() {
        PasswordHash hash = hasher.hash(new Password(PASSWORD)).block();

        assertThat(hash.value()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThanOrEqualTo(255);
        assertThat(hasher.hash(new Password(PASSWORD)).block()).isNotEqualTo(hash);
    }

    @Test
    void onlyTheWholePasswordMatches() {
        String longest = "😀".repeat(256);
        PasswordHash hash = hasher.hash(new Password(longest)).block();

        assertThat(hasher.match(longest, hash).block()).isEqualTo(PasswordMatch.NORMALIZED);
        assertThat(hasher.match("😀".repeat(255), hash).block()).isEqualTo(PasswordMatch.NONE);
        assertThat(hasher.match(longest + "x", hash).block()).isEqualTo(PasswordMatch.NONE);
        PasswordHash other = hasher.hash(new Password(PASSWORD)).block();
        assertThat(hasher.match(PASSWORD.toUpperCase(Locale.ROOT), other).block())
                .isEqualTo(PasswordMatch.NONE);
    }

    @Test
    void anUnknownAccountCostsTheSameWork() {
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
        assertThat(counting.match("wrong", hash).block()).isEqualTo(PasswordMatch.NONE);
        assertThat(counting.match(PASSWORD, null).block()).isEqualTo(PasswordMatch.NONE);

        assertThat(verified).hasSize(2);
        assertThat(form(verified.get(1))).isEqualTo(form(verified.get(0)));

        verified.clear();
        assertThat(counting.match(DECOMPOSED, hash).block()).isEqualTo(PasswordMatch.NONE);
        int ofKnownAccount = verified.size();
        assertThat(counting.match(DECOMPOSED, null).block()).isEqualTo(PasswordMatch.NONE);
        assertThat(ofKnownAccount).isEqualTo(2);
        assertThat(verified).hasSize(2 * ofKnownAccount);
    }

    @Test
    void passwordsAreNormalizedAndOlderHashesStayValid() {
        PasswordHash hash = hasher.hash(new Password(DECOMPOSED)).block();
        assertThat(hasher.match(DECOMPOSED, hash).block()).isEqualTo(PasswordMatch.NORMALIZED);
        assertThat(hasher.match(Password.normalized(DECOMPOSED), hash).block()).isEqualTo(PasswordMatch.NORMALIZED);

        PasswordHash old = new PasswordHash(new PooledArgon2Encoder(19456, 2, 1).encode(DECOMPOSED));
        assertThat(hasher.match(DECOMPOSED, old).block()).isEqualTo(PasswordMatch.AS_TYPED);
    }

    /** Algorithm, version, parameters and the lengths of salt and hash. */
    private static List<Object> form(String hash) {
        String[] parts = hash.split("\\$");
        return List.of(parts[1], parts[2], parts[3], parts[4].length(), parts[5].length());
    }
}
