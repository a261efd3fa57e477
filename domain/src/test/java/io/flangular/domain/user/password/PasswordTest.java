package io.flangular.domain.user.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.domain.DomainException;
import io.flangular.domain.FakeRandomBytes;
import org.junit.jupiter.api.Test;

class PasswordTest {
    @Test
    void fewerThan15CharactersAreRefused() {
        assertThatThrownBy(() -> new Password("x".repeat(14))).isInstanceOf(DomainException.Invalid.class);
        assertThat(new Password("x".repeat(15)).value()).hasSize(15);
    }

    @Test
    void anEmojiIsOneCharacter() {
        assertThatThrownBy(() -> new Password("😀".repeat(14))).isInstanceOf(DomainException.Invalid.class);
        assertThat(new Password("😀".repeat(15)).value()).isNotEmpty();
    }

    @Test
    void composedAndDecomposedCharactersAndAllSpacesAreTheSame() {
        assertThat(new Password("Ma\u0308rz im Bu\u0308cherregal")).isEqualTo(new Password("März\u00a0im Bücherregal"));
    }

    @Test
    void moreThan1024BytesAreRefused() {
        assertThat(new Password("é".repeat(512)).value()).hasSize(512);
        assertThatThrownBy(() -> new Password("é".repeat(512) + "x")).isInstanceOf(DomainException.Invalid.class);
    }

    @Test
    void generatedPasswordsAreLongEnoughAndDifferent() {
        FakeRandomBytes random = new FakeRandomBytes();
        Password first = Password.generate(random);

        assertThat(first.value()).matches("([a-z2-9]{5}-){3}[a-z2-9]{5}");
        assertThat(Password.generate(random)).isNotEqualTo(first);
    }

    @Test
    void neitherPasswordNorHashIsPrinted() {
        assertThat(new Password("correct horse battery").toString()).doesNotContain("horse");
        assertThat(new PasswordHash("$argon2id$horse").toString()).doesNotContain("horse");
    }
}
