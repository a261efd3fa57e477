package io.flangular.domain.user.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.domain.DomainException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @Test
    void caseAndSurroundingBlanksDoNotMatter() {
        assertThat(new EmailAddress(" Ada@Example.ORG\t")).isEqualTo(new EmailAddress("ada@example.org"));
    }

    @ParameterizedTest
    @CsvSource({
        "anna@bücher.example, anna@xn--bcher-kva.example",
        "anna@bücher.example, anna@BU\u0308CHER.Example",
        "anna@bücher.example, anna@bücher\u3002example",
        "anna@straße.example, anna@xn--strae-oqa.example",
        "jörg@example.org, jo\u0308rg@example.org",
        "jörg@example.org, JÖRG@example.org"
    })
    void eachSpellingOfAnAddressIsTheSame(String one, String other) {
        assertThat(new EmailAddress(one)).isEqualTo(new EmailAddress(other));
        assertThat(new EmailAddress(new EmailAddress(one).value())).isEqualTo(new EmailAddress(one));
    }

    @Test
    void otherDomainsAreOtherAddresses() {
        assertThat(new EmailAddress("anna@straße.example")).isNotEqualTo(new EmailAddress("anna@strasse.example"));
    }

    @Test
    void theDomainIsInUnicodeForPeopleAndInAsciiForMail() {
        EmailAddress anna = new EmailAddress("anna@xn--bcher-kva.example");

        assertThat(anna.value()).isEqualTo("anna@bücher.example");
        assertThat(anna.withAsciiDomain()).isEqualTo("anna@xn--bcher-kva.example");
    }

    @ParameterizedTest
    @CsvSource({"straße, strae-oqa", "faß, fa-hia", "βόλος, nxasmm1c", "ς, 3xa", "βόλοςß, zca95l1aqp1d"})
    void labelsAreEncodedAsBrowsersDo(String label, String encoded) {
        assertThat(Punycode.encode(label)).isEqualTo(encoded);
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
                "a\u3164@b",
                "a\u2800@b",
                "a@b\u2800",
                "a\uffa0@b",
                "a\u115f@b",
                "a\u034f@b",
                "a\ufe0f@b",
                "a\udb40\udd00@b",
                "\ud83d@b"
            })
    void malformedAddressesAreRefused(String typed) {
        assertThatThrownBy(() -> EmailAddress.of(typed)).isInstanceOf(DomainException.Invalid.class);
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @Test
    void anAddressHasAtMost254Characters() {
        assertThat(EmailAddress.parse("a@" + "b".repeat(252))).isPresent();
        assertThat(EmailAddress.parse("a@" + "b".repeat(253))).isEmpty();
    }

    /** Rules apply to what is written only. */
    @Test
    void anAddressThatWasStoredBeforeARuleStaysReadable() {
        assertThat(new EmailAddress("a\u3164@example.org").value()).isEqualTo("a\u3164@example.org");
    }
}
