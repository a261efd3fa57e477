package io.flangular.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchRepairTest {

    @Test
    void whatMustNotStandInAQueryIsEncoded() {
        assertThat(SearchRepair.repaired("/a?q={\"x\":[\"100%\"]}&r=<|^`\\>%zz"))
                .isEqualTo("/a?q=%7B%22x%22:[%22100%25%22]%7D&r=%3C%7C%5E%60%5C%3E%25zz");
    }

    @Test
    void whatMayStandThereIsLeftAsItIs() {
        for (String address : List.of("/", "/a?", "/a?q=%7B%22x%22%7d&r=a+b&s='()*;:@,/?[]~!$", "/a?x=%E6%bc%A2")) {
            assertThat(SearchRepair.repaired(address)).isEqualTo(address);
        }
    }

    @Test
    void aPathIsNotTouched() {
        for (String address : List.of("/{x}", "/a\\..\\b", "/%", "/%zz|", "*")) {
            assertThat(SearchRepair.repaired(address)).isEqualTo(address);
        }
        assertThat(SearchRepair.repaired("/{x}?{y}")).isEqualTo("/{x}?%7By%7D");
    }

    @Test
    void everyVisibleCharacterMakesAnAddressThatTheServerUnderstands() {
        for (char c = '!'; c <= '~'; c++) {
            String address = "http://localhost/a?q=" + c;
            assertThat(URI.create(SearchRepair.repaired(address))).as(address).hasPath("/a");
        }
    }
}
