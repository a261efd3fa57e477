package io.flangular.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ana Ruiz",
                "Zoë Müller",
                "علی\u200cرضا",
                "क्\u200dष",
                "李小龍",
                "O’Neil-Šmid",
                "❤️ build",
                "葛\udb40\udd00城",
                "🖥\ufe0f build",
                "𠮟\udb40\udd00",
                "a\u00a0b"
            })
    void namesOfAllScriptsAreVisible(String name) {
        assertThat(PrintableText.isVisible(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202egro.elpmaxe",
                "a\u2066b\u2069",
                "a\u200eb",
                "a\u200bb",
                "ad\u200dmin",
                "𝐀\u200d",
                "😀\u200c",
                "\u200dx",
                "a\u00adb",
                "\ufeffx",
                "a\u2060b",
                "a\u061cb",
                "\u3164",
                "\u2800",
                "a\u2028b",
                "a\nb",
                "x\udb40\udc41",
                "\ufe0f",
                "admin\ufe0f",
                "7\ufe0e",
                "\udb40\udd00",
                "a\udb40\udd00b"
            })
    void invisibleCharactersAreFoundAndEscaped(String name) {
        assertThat(PrintableText.isVisible(name)).isFalse();
        assertThat(PrintableText.escaped(name)).contains("\\u");
        assertThat(PrintableText.isVisible(PrintableText.escaped(name))).isTrue();
    }

    @Test
    void visibleCharactersAreNotChanged() {
        assertThat(PrintableText.escaped("Zoë \u202e x")).isEqualTo("Zoë \\u202e x");
        assertThat(PrintableText.escaped("Zoë")).isEqualTo("Zoë");
    }
}
