package io.flangular.application.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flangular.domain.DomainException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {
    @Test
    void surroundingBlanksAreRemoved() {
        assertThat(PersonName.of(" Ada Lovelace\t")).isEqualTo("Ada Lovelace");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\n", "\u00a0\u3000"})
    void aBlankNameIsNoName(String typed) {
        assertThat(PersonName.of(typed)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada\nLovelace", "Ada\u0000", "\u009bAda", "Ada \ud83d", "\u202eadA", "Ada\u200b"})
    void controlCharactersAreRefused(String typed) {
        assertThatThrownBy(() -> PersonName.of(typed))
                .asInstanceOf(type(DomainException.Invalid.class))
                .satisfies(refusal -> assertThat(refusal.violations()).containsOnlyKeys("name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin@example.org", "Ada @ home", "admin＠example.org"})
    void aNameContainsNoAtSign(String typed) {
        assertThatThrownBy(() -> PersonName.of(typed)).isInstanceOf(DomainException.Invalid.class);
    }

    @Test
    void aNameHasAtMost200Characters() {
        assertThat(PersonName.of("x".repeat(200))).hasSize(200);
        assertThatThrownBy(() -> PersonName.of("x".repeat(201))).isInstanceOf(DomainException.Invalid.class);
    }
}
