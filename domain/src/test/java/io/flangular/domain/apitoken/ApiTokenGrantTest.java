package io.flangular.domain.apitoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.domain.DomainException;
import io.flangular.domain.FakeRandomBytes;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenGrantTest {
    private static final Instant NOW = Instant.parse("2027-02-28T12:00:00Z");

    @Test
    void aNameIsStripped() {
        assertThat(grant(" import\n", NOW.plusSeconds(1)).name()).isEqualTo("import");
        assertThat(grant("x".repeat(100), NOW.plusSeconds(1)).name()).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "a\0", "\ud800", "a\u0085b"})
    void aBlankOrUnprintableNameIsRefused(String name) {
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
    void secretsAreNotPrintedAndAreDifferent() {
        FakeRandomBytes random = new FakeRandomBytes();
        ApiTokenSecret secret = ApiTokenSecret.generate(random);

        assertThat(secret.value()).matches("flg_[A-Za-z0-9_-]{43}");
        assertThat(ApiTokenSecret.generate(random)).isNotEqualTo(secret);
        assertThat(secret.toString()).doesNotContain(secret.value().substring(4));
        assertThat(ApiTokenSecret.parse(secret.value())).contains(secret);
        assertThat(ApiTokenSecret.parse(secret.value() + "\n")).isEmpty();
        assertThat(ApiTokenSecret.parse(secret.value().substring(1))).isEmpty();
    }

    private static void refused(String name, Instant end, String field) {
        assertThatThrownBy(() -> grant(name, end))
                .isInstanceOfSatisfying(
                        DomainException.Invalid.class,
                        refusal -> assertThat(refusal.violations()).containsOnlyKeys(field));
    }

    private static ApiTokenGrant grant(String name, Instant end) {
        return new ApiTokenGrant(new ApiTokenHash("hash"), 1, name, ApiTokenScope.READ, NOW, end);
    }
}
