package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.system.RunningApplication;
import io.flangular.system.Wire.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which names the site answers. */
class SiteTest {
    private static final RunningApplication NAMED = RunningApplication.start(
            "--flangular.site=https://inventory.example.org", "--flangular.edge.trusted-proxies=127.0.0.3");
    private static final RunningApplication UNNAMED = RunningApplication.onH2();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "elsewhere.example",
                "localhost",
                "127.0.0.1",
                "inventory.example.org.evil.example",
                "inventory.example.org:8443",
                "xinventory.example.org"
            })
    void aSiteWithANameAnswersUnderNoOther(String host) throws IOException {
        for (String path : new String[] {"/", "/login", "/static/favicon.svg", "/api/computer", "/private/x"}) {
            Answer answer = get(NAMED, "127.0.0.1", path, "Host: " + host);
            assertThat(answer.status()).as(path).isEqualTo(421);
            assertThat(answer.text()).doesNotContain("inventory");
            SecurityHeadersOf.areIn(answer);
        }
    }

    @Test
    void aSiteWithANameAnswersUnderIt() throws IOException {
        assertThat(get(NAMED, "127.0.0.1", "/login", "Host: inventory.example.org")
                        .status())
                .isEqualTo(200);
        assertThat(get(NAMED, "127.0.0.1", "/login", "Host: Inventory.Example.ORG")
                        .status())
                .isEqualTo(200);
        String told = "Host: inside:8080\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: inventory.example.org";
        assertThat(get(NAMED, "127.0.0.3", "/login", told).status()).isEqualTo(200);
        assertThat(get(NAMED, "127.0.0.1", "/login", told).status()).isEqualTo(421);
    }

    @Test
    void noAnswerOfASiteWithoutANameRepeatsTheHost() throws IOException {
        for (String path : new String[] {"/", "/computers?x=1", "/login", "/api/computer", "/nothing.html"}) {
            Answer answer = get(UNNAMED, "127.0.0.1", path, "Host: evil.example");
            assertThat(answer.headers().toString() + answer.text()).doesNotContain("evil.example");
            if (answer.status() == 302) {
                assertThat(answer.header("location")).startsWith("/login");
            }
        }
    }

    private static Answer get(RunningApplication site, String address, String path, String headers) throws IOException {
        try (RawConnection connection = RawConnection.from(address, site)) {
            return connection
                    .send("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n\r\n")
                    .answer();
        }
    }
}
