package io.flangular.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.domain.DomainException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @Test
    void caseAndSurroundingBlanksDoNotMatter() {
        assertThat(new EmailAddress(" Ada@Example.ORG\t")).isEqualTo(new EmailAddress("ada@example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ada",
                "@example.org",
                "ada@",
                "a@b@c",
                "a da@example.org",
                "ada@exa\nmple.org",
                "a\0@b",
                "a\u0085@b",
                "a\u00a0@b",
                "a\u2028@b",
                "a\u202e@b",
                "a\u200b@b",
                "\ud83d@b"
            })
    void whatIsNoAddressIsRefused(String typed) {
        assertThatThrownBy(() -> new EmailAddress(typed)).isInstanceOf(DomainException.Invalid.class);
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @Test
    void anAddressHasAtMost254Characters() {
        assertThat(EmailAddress.parse("a@" + "b".repeat(252))).isPresent();
        assertThat(EmailAddress.parse("a@" + "b".repeat(253))).isEmpty();
    }
}
