package io.flangular.security.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.user.password.Password;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZxcvbnPasswordStrengthTest {
    private final PasswordHashingExecutor threads = new PasswordHashingExecutor(1);
    private final ZxcvbnPasswordStrength strength = new ZxcvbnPasswordStrength(threads);

    @AfterEach
    void close() {
        threads.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordpassword",
                "P@ssw0rdP@ssw0rd",
                "password123456789",
                "123456789012345",
                "aaaaaaaaaaaaaaaa",
                "qwertyuiopasdfgh",
                "iloveyouiloveyou",
                "abcdefghijklmnop",
                "administrator2026",
                "flangularflangular",
                "passwordpasswordpassword",
                "PasswordPassword1",
                "password password",
                "sunshinesunshine",
                "monkeymonkeymonkey"
            })
    void popularPasswordsAreCommon(String password) {
        assertThat(common(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "x7Kq pw92 mm3z Lq",
                "ja7fk-29dkq-mfx3z-pq8vw",
                "größere Äpfel im Süßwasser"
            })
    void unpredictablePasswordsAreNotCommon(String password) {
        assertThat(common(password)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada.lovelace@example.org",
                "ada.lovelace@example.orgada.lovelace@example.org",
                "Ada.Lovelace@example.org ada.lovelace@example.org",
                "ada.lovelace@example.org1",
                "gro.elpmaxe@ecalevol.ada",
                "LovelaceLovelace",
                "Ada LovelaceAda Lovelace",
                "Ada Lovelace 1815",
                "lovelace12345678"
            })
    void passwordsMadeOfWordsOfTheUserAreCommon(String password) {
        assertThat(strength.isCommon(new Password(password), List.of("ada.lovelace@example.org", "Ada Lovelace"))
                        .block())
                .isTrue();
    }

    @Test
    void onlyTheBeginningOfAVeryLongPasswordIsEstimated() {
        String start = "correct horse battery staple ".repeat(4).substring(0, 100);

        assertThat(common(start + "a".repeat(900))).isFalse();
        assertThat(common("a".repeat(1000))).isTrue();
        assertThat(common("😀".repeat(250))).isTrue();
    }

    /** With every sign that stands for a letter, zxcvbn itself would try 576 readings of each part. */
    @Test
    void aPasswordWithTooManyLeetSubstitutionsIsCutOff() {
        assertThat(ZxcvbnPasswordStrength.measuredPart("4@8({[<369!1|$05+7%2".repeat(5)))
                .isEqualTo("4@8({[<369!");
        assertThat(ZxcvbnPasswordStrength.measuredPart("P@ssw0rd! ".repeat(10))).isEqualTo("P@ssw0rd! ".repeat(10));
        assertThat(ZxcvbnPasswordStrength.measuredPart("!@#$%^&*()_+{}|")).isEqualTo("!@#$%^&*()_+{}|");
    }

    private boolean common(String password) {
        return strength.isCommon(new Password(password), List.of()).block();
    }
}
