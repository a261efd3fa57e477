package io.flangular.security.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.secondfactor.TotpSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpPasswordsTest {
    private static final TotpSecret SECRET = new TotpSecret("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    private final TotpPasswords passwords = new TotpPasswords();

    /** The last six digits of what RFC 6238 lists in Appendix B. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfRfc6238(long seconds, String code) {
        assertThat(step(code, seconds)).hasValue(seconds / 30);
    }

    @Test
    void aCodeIsValidOneStepBeforeAndAfter() {
        assertThat(step("081804", 1111111109 - 60)).isEmpty();
        assertThat(step("081804", 1111111109 - 30)).hasValue(1111111109 / 30);
        assertThat(step("081804", 1111111109 + 30)).hasValue(1111111109 / 30);
        assertThat(step("081804", 1111111109 + 60)).isEmpty();
    }

    @Test
    void blanksHyphensAndDigitsOfOtherScriptsAreAccepted() {
        for (String typed : List.of(
                " 081 804 ",
                "081-804",
                "081\u2011804",
                "081\u00a0804",
                "081\u202f804\u200b",
                "０８１８０４",
                "\u0660\u0668\u0661\u0668\u0660\u0664")) {
            assertThat(step(typed, 1111111109)).describedAs(typed).isPresent();
        }
    }

    @Test
    void anythingElseIsNotACode() {
        for (String typed : List.of("", " ", "081805", "81804", "0818044", "08180", "+081804", "０81805", "abcdef")) {
            assertThat(step(typed, 1111111109)).describedAs(typed).isEmpty();
        }
        assertThat(passwords.step(new TotpSecret(new byte[20]), "081804", Instant.ofEpochSecond(1111111109)))
                .isEmpty();
    }

    private OptionalLong step(String typed, long seconds) {
        return passwords.step(SECRET, typed, Instant.ofEpochSecond(seconds));
    }
}
