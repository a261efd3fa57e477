package io.flangular.security.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.FakeRandomBytes;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.secondfactor.TotpSecret;
import io.flangular.security.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedSecretsTest {
    private static final TotpSecret KEY = new TotpSecret("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    private final RandomBytes random = new FakeRandomBytes();
    private final SealedSecrets seal = sealed('a');

    @Test
    void aSealedSecretCanBeOpened() {
        String sealed = seal.seal(KEY);

        assertThat(sealed).matches("[A-Za-z0-9_-]{8}\\.[A-Za-z0-9_-]{64}");
        assertThat(seal.open(sealed)).contains(KEY);
        assertThat(seal.outdated(sealed)).isFalse();
        assertThat(new String(Base64.getUrlDecoder().decode(sealed.substring(9)), StandardCharsets.ISO_8859_1))
                .doesNotContain("1234");
    }

    @Test
    void sealingTwiceGivesDifferentResults() {
        assertThat(seal.seal(KEY)).isNotEqualTo(seal.seal(KEY));
    }

    @Test
    void aTamperedSecretIsNotOpened() {
        String sealed = seal.seal(KEY);
        byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring(9));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            String tampered = sealed.substring(0, 9)
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(flipped);
            assertThat(seal.open(tampered)).describedAs("bit %d", bit).isEmpty();
        }
    }

    @Test
    void malformedInputIsNotOpened() {
        String id = seal.seal(KEY).substring(0, 8);

        for (String text : List.of("", ".", "x", id, id + ".", id + ".AAAA", id + ".é", "unknown1." + "A".repeat(64))) {
            assertThat(seal.open(text)).describedAs(text).isEmpty();
        }
    }

    @Test
    void afterARotationASealIsOutdatedAndValidUntilTheOldSecretIsRemoved() {
        String sealed = seal.seal(KEY);
        SealedSecrets rotated = sealed('b', 'a');
        String again = rotated.seal(rotated.open(sealed).orElseThrow());

        assertThat(rotated.open(sealed)).contains(KEY);
        assertThat(rotated.outdated(sealed)).isTrue();
        assertThat(rotated.outdated(again)).isFalse();
        assertThat(sealed('b').open(again)).contains(KEY);
        assertThat(sealed('b').open(sealed)).isEmpty();
    }

    private SealedSecrets sealed(char... letters) {
        return new SealedSecrets(
                new Secrets(new String(letters)
                        .chars()
                        .mapToObj(letter ->
                                String.valueOf((char) letter).repeat(32).getBytes(StandardCharsets.UTF_8))
                        .toList()),
                random);
    }
}
