package io.flangular.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.domain.DomainException;
import io.flangular.domain.FakeRandomBytes;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenGrantTest {
    private static final Instant NOW = Instant.parse("2027-02-28T12:00:00Z");

    @Test
    void surroundingBlanksOfANameDoNotMatter() {
        assertThat(grant(" import\n", NOW.plusSeconds(1)).name()).isEqualTo("import");
        assertThat(grant("x".repeat(100), NOW.plusSeconds(1)).name()).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "a\0", "\ud800", "a\u0085b"})
    void aNameThatCannotBeReadIsRefused(String name) {
        refused(name, NOW.plusSeconds(1), "name");
    }

    @Test
    void aNameHasAtMost100Characters() {
        refused("x".repeat(101), NOW.plusSeconds(1), "name");
    }

    @ParameterizedTest
    @CsvSource({"2027-02-28T12:00:00Z", "2027-02-28T11:59:59Z", "2028-02-29T12:00:01Z", "+999999999-12-31T23:59:59Z"})
    void aTokenEndsWithinAYear(Instant end) {
        refused("import", end, "ends");
        assertThat(grant("import", Instant.parse("2028-02-29T12:00:00Z"))).isNotNull();
    }

    @Test
    void aSecretIsNotPrintedAndDiffersFromTheNext() {
        FakeRandomBytes random = new FakeRandomBytes();
        TokenSecret secret = TokenSecret.generate(random);

        assertThat(secret.value()).matches("flg_[A-Za-z0-9_-]{43}");
        assertThat(TokenSecret.generate(random)).isNotEqualTo(secret);
        assertThat(secret.toString()).doesNotContain(secret.value().substring(4));
        assertThat(TokenSecret.parse(secret.value())).contains(secret);
        assertThat(TokenSecret.parse(secret.value() + "\n")).isEmpty();
        assertThat(TokenSecret.parse(secret.value().substring(1))).isEmpty();
    }

    private static void refused(String name, Instant end, String field) {
        assertThatThrownBy(() -> grant(name, end))
                .isInstanceOfSatisfying(DomainException.Invalid.class, refusal -> assertThat(refusal.violations())
                        .containsOnlyKeys(field));
    }

    private static TokenGrant grant(String name, Instant end) {
        return new TokenGrant(new TokenHash("hash"), 1, name, TokenScope.READ, NOW, end);
    }
}
