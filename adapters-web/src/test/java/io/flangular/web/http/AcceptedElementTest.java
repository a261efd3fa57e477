package io.flangular.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedElementTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "TEXT/HTML",
                "text/html;q=0.9",
                "text/html; q=0.001",
                "application/json, text/html",
                "application/json,\ttext/html ;q=1, */*",
                "not a type,,text/html,",
            })
    void findsWhatIsListed(String line) {
        assertThat(AcceptedElement.HTML.isIn(List.of("a/b", line))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/*",
                "text/html;q=0",
                "text/html; q=0.000, a/b",
                "text/htmlx",
                "xtext/html",
                "text/ html",
                "a/b;c=text/html",
            })
    void doesNotFindWhatIsNot(String line) {
        assertThat(AcceptedElement.HTML.isIn(List.of(line))).isFalse();
    }

    @Test
    void theContentCodingsHaveTheirTokens() {
        assertThat(AcceptedElement.BROTLI.isIn(List.of("gzip, deflate, br, zstd")))
                .isTrue();
        assertThat(AcceptedElement.BROTLI.token()).isEqualTo("br");
        assertThat(AcceptedElement.GZIP.token()).isEqualTo("gzip");
    }
}
