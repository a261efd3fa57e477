package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.TestClient;
import io.flangular.support.http.RawConnection;
import io.flangular.support.http.SecurityHeadersOf;
import io.flangular.support.http.Wire.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unsupported methods, and parameters and headers that override the method elsewhere. */
@SharesApplication
class MethodsIT {
    private static final RunningApplication SITE = RunningApplication.onH2();
    private static final List<String> PATHS =
            List.of("/", "/login", "/static/favicon.svg", "/private/x", "/api/computer", "/api/session", "/nothing");

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "PROPFIND", "FOO", "get", "G"})
    void unsupportedMethodsAreRefusedEverywhere(String method) throws IOException {
        String credentials = TestClient.signedIn(SITE).credentials();
        try (RawConnection connection = RawConnection.to(SITE)) {
            for (String path : PATHS) {
                for (String who : List.of("", credentials)) {
                    connection.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + who + "\r\n");
                    Answer answer = connection.answer();
                    assertThat(answer.status()).as(path).isEqualTo(405);
                    assertThat(answer.header("allow")).contains("GET");
                    assertThat(answer.text()).doesNotContain("Cookie", "X-XSRF-TOKEN");
                    SecurityHeadersOf.areIn(answer);
                }
            }
        }
    }

    @Test
    void connectIsRefused() throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            Answer answer = connection
                    .send("CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(400);
            SecurityHeadersOf.areIn(answer);
        }
    }

    @Test
    void optionsGrantsNothingToOtherOrigins() throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            for (String path : PATHS) {
                for (String origin : List.of("https://elsewhere.example", "null", "http://localhost")) {
                    connection.send("OPTIONS " + path + " HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin
                            + "\r\nAccess-Control-Request-Method: PUT\r\n"
                            + "Access-Control-Request-Headers: x-xsrf-token\r\n\r\n");
                    Answer answer = connection.answer();
                    assertThat(answer.headers().keySet())
                            .as(path)
                            .noneMatch(name -> name.startsWith("access-control-"));
                    SecurityHeadersOf.areIn(answer);
                }
            }
        }
    }

    @Test
    void methodOverridesAreIgnored() {
        TestClient client = TestClient.signedIn(SITE);
        String row = client.json("POST", "/api/computer", "{\"processor\": \"kept\"}")
                .headers()
                .firstValue("location")
                .orElseThrow();
        for (String name : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            HttpResponse<String> answer = client.send(client.request(row).header(name, "DELETE"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(client.send(client.request(row + "?_method=DELETE")
                                    .header(name, "DELETE")
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString("_method=DELETE")))
                            .statusCode())
                    .isEqualTo(405);
        }
        assertThat(client.get(row).body()).contains("kept");
    }
}
