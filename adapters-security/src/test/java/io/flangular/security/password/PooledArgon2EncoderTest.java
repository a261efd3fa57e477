package io.flangular.security.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PooledArgon2EncoderTest {
    private static final Argon2PasswordEncoder SPRING = new Argon2PasswordEncoder(16, 32, 1, 19456, 2);

    private final PooledArgon2Encoder encoder = new PooledArgon2Encoder(19456, 2, 2);

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery stäple", "😀😀😀", "x"})
    void hashesAreInterchangeableWithThoseOfSpring(String password) {
        for (int again = 0; again < 3; again++) {
            assertThat(SPRING.matches(password, encoder.encode(password))).isTrue();
            String ofSpring = SPRING.encode(password);
            assertThat(encoder.matches(password, ofSpring)).isTrue();
            assertThat(encoder.matches(password + " ", ofSpring)).isFalse();
        }
    }

    @Test
    void concurrentHashesDoNotMix() {
        List<String> hashes = IntStream.range(0, 8)
                .parallel()
                .mapToObj(number -> encoder.encode("password " + number))
                .toList();

        assertThat(IntStream.range(0, 8)
                        .parallel()
                        .allMatch(number -> SPRING.matches("password " + number, hashes.get(number))))
                .isTrue();
    }

    @Test
    void hashesWithOtherParametersAreVerified() {
        String hash = new Argon2PasswordEncoder(16, 32, 2, 1024, 3).encode("password");

        assertThat(encoder.matches("password", hash)).isTrue();
        assertThat(encoder.matches("passwort", hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "$argon2i$v=19$m=16,t=2,p=1$c29tZXNhbHQ$AAECAwQFBgcICQoLDA0ODw",
                "$argon2id$v=19$m=16,t=2,p=1$c29tZXNhbHQ"
            })
    void aMalformedHashMatchesNothing(String text) {
        assertThat(encoder.matches("x", text)).isFalse();
    }
}
