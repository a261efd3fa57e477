package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.People;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.TestClient;
import io.flangular.support.http.RawConnection;
import io.flangular.support.http.Wire.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The limits of sizes: a request at the limit is served, one beyond it is refused with the reason. */
@SharesApplication
class LimitsIT {
    private static final RunningApplication SITE = RunningApplication.onH2();
    private static final TestClient CLIENT = TestClient.signedIn(SITE);

    @Test
    void aUrlOfTheApiHasAtMost10240Characters() {
        String start = "/api/computer?q=";
        String rest = "x".repeat(10_240 - start.length());
        isRefused(CLIENT.get(start + rest), 400, "JSON");
        isRefused(CLIENT.get(start + rest + "x"), 414, "longer than 10240 characters");
    }

    /** The number of values that a filter may have. */
    @Test
    void aQueryMayHaveAThousandIds() {
        String ids =
                IntStream.range(0, 1_000).mapToObj(id -> "" + (1_000_000 + id)).collect(Collectors.joining(","));
        assertThat(search("[{\"name\":\"id\",\"op\":\"in\",\"val\":[" + ids + "]}]")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void headersHaveAtMost16Kilobytes() throws IOException {
        String host = "Host: localhost";
        try (RawConnection connection = RawConnection.to(SITE)) {
            String fits = "X-A: " + "a".repeat(16_384 - host.length() - "X-A: ".length());
            connection.send("GET /login HTTP/1.1\r\n" + host + "\r\n" + fits + "\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(200);
            connection.send("GET /login HTTP/1.1\r\n" + host + "\r\n" + fits + "a\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(431);
        }
    }

    @Test
    void aBodyHasAtMost2Megabytes() {
        String start = "{\"processor\": \"x\"";
        String fits = start + " ".repeat(2 * 1_024 * 1_024 - start.length() - 1) + "}";
        assertThat(CLIENT.json("POST", "/api/computer", fits).statusCode()).isEqualTo(201);
        isRefused(CLIENT.json("POST", "/api/computer", fits + " "), 413, "larger than 2 MB");
    }

    @Test
    void theBodyOfABulkChangeHasAtMost2Megabytes() {
        String start = "{\"processor\": \"x\", \"q\": {\"filters\": [{\"name\": \"id\", \"op\": \"eq\", \"val\": -1}]}";
        String fits = start + " ".repeat(2 * 1_024 * 1_024 - start.length() - 1) + "}";
        assertThat(CLIENT.json("PATCH", "/api/computer", fits).statusCode()).isEqualTo(200);
        isRefused(CLIENT.json("PATCH", "/api/computer", fits + " "), 413, "larger than 2 MB");
    }

    @Test
    void theLoginFormHasAtMost16Kilobytes() {
        HttpRequest.Builder request = CLIENT.request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("email=" + "a".repeat(16 * 1_024)));
        assertThat(CLIENT.send(request).statusCode()).isEqualTo(413);
    }

    @Test
    void jsonIsNestedAtMost32LevelsDeep() {
        // A list is no text, and refused for that, unless the depth is refused before.
        HttpResponse<String> wrong = CLIENT.json("POST", "/api/computer", nested(32));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("processor");
        isRefused(CLIENT.json("POST", "/api/computer", nested(33)), 400, "deeper than 32 levels");
    }

    private static String nested(int levels) {
        return "{\"processor\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
    }

    @Test
    void aSearchHasAtMost50TermsAnd8Levels() {
        assertThat(search(terms(50)).statusCode()).isEqualTo(200);
        isRefused(search(terms(51)), 400, "at most 50 comparisons");
        assertThat(search(levels(8)).statusCode()).isEqualTo(200);
        isRefused(search(levels(9)), 400, "nested at most 8 deep");
    }

    private static String terms(int count) {
        String term = "{\"name\":\"id\",\"op\":\"gt\",\"val\":1}";
        return "[" + (term + ",").repeat(count - 1) + term + "]";
    }

    private static String levels(int depth) {
        return "[" + "{\"or\":[".repeat(depth) + "{\"name\":\"id\",\"op\":\"gt\",\"val\":1}" + "]}".repeat(depth) + "]";
    }

    private static HttpResponse<String> search(String filters) {
        return CLIENT.get(
                "/api/computer?q=" + URLEncoder.encode("{\"filters\":" + filters + "}", StandardCharsets.UTF_8));
    }

    @Test
    void aPasswordHasAtMost1Kilobyte() {
        HttpResponse<String> wrong = new TestClient(SITE).login(RunningApplication.EMAIL, "x".repeat(1_024));
        assertThat(wrong.statusCode()).isEqualTo(200);
        assertThat(wrong.body()).contains("Could not log in.");
        HttpResponse<String> tooLong = new TestClient(SITE).login(RunningApplication.EMAIL, "x".repeat(1_025));
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body()).contains("at most 1024 bytes");
        HttpResponse<String> wide = new TestClient(SITE).login(RunningApplication.EMAIL, "\u00e4".repeat(513));
        assertThat(wide.statusCode()).isEqualTo(400);
    }

    @Test
    void aCsvFileHasAtMost64Megabytes() throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            connection.send("POST /api/computer HTTP/1.1\r\nHost: "
                    + URI.create(SITE.url()).getAuthority()
                    + "\r\n" + CLIENT.credentials() + "Content-Type: text/csv\r\nContent-Length: "
                    + (65 << 20) + "\r\n\r\n");
            // By its announced length, before any of it has been sent; CsvIT goes beyond the limit without one.
            Answer answer = connection.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).contains("larger than 64 MB");
        }
    }

    /**
     * A user without the permission to write must not use a place or space on the disk. The rest of the file never
     * arrives.
     */
    @Test
    void aCsvFileOfAReaderIsRefusedBeforeItIsSent() throws IOException {
        Map<String, String> viewer = new People(SITE).add("viewer").loggedIn().cookies();
        try (RawConnection connection = RawConnection.to(SITE)) {
            connection.send("POST /api/computer HTTP/1.1\r\nHost: "
                    + URI.create(SITE.url()).getAuthority()
                    + "\r\nCookie: __Host-session=" + viewer.get("__Host-session") + "\r\nX-XSRF-TOKEN: "
                    + viewer.get("XSRF-TOKEN") + "\r\nContent-Type: text/csv\r\nContent-Length: 1000\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(403);
        }
    }

    /** Whether the answer says so, in its message or in the detail to it. */
    private static void isRefused(HttpResponse<String> answer, int status, String because) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"message\":", because);
    }
}
