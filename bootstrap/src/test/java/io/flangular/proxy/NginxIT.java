package io.flangular.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.ComputerTable;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through a real nginx with the configuration of docs/operations.md, compression of JSON and response heads of 4 KB. */
class NginxIT {
    private static final RunningApplication APPLICATION =
            RunningApplication.start("--flangular.edge.trusted-proxies=127.0.0.1");
    private static final int BUFFER = 4_096;
    private static Nginx nginx;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        // The usual page size of the machine is the default; on others it is 8 KB.
        nginx = Nginx.before(
                APPLICATION,
                "proxy_buffer_size 4k; gzip on; gzip_types application/json application/problem+json; gzip_min_length"
                        + " 1;");
    }

    @AfterAll
    static void stop() {
        nginx.close();
        APPLICATION.close();
    }

    @BeforeEach
    void fill() {
        new ComputerTable(APPLICATION.database()).fillWith(60);
    }

    @Test
    void weakEtagsOfCompressedResponsesAreAccepted() {
        TestClient client = TestClient.signedIn(nginx.url());
        HttpResponse<String> read =
                client.send(client.request("/api/computer/4").header("Accept-Encoding", "gzip"));
        assertThat(read.headers().firstValue("content-encoding")).hasValue("gzip");
        String tag = read.headers().firstValue("etag").orElseThrow();
        assertThat(tag).isEqualTo("W/\"1\"");

        assertThat(client.send(client.request("/api/computer/4")
                                .header("If-None-Match", tag)
                                .header("Accept-Encoding", "gzip"))
                        .statusCode())
                .isEqualTo(304);
        assertThat(put(client, tag, "mine").statusCode()).isEqualTo(200);
        HttpResponse<String> late = put(client, tag, "late");
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("\"current_version\":2");
        assertThat(client.get("/api/computer/4").body()).contains("mine");
    }

    private static HttpResponse<String> put(TestClient client, String tag, String ram) {
        return client.send(client.request("/api/computer/4")
                .header("Content-Type", "application/json")
                .header("If-Match", tag)
                .PUT(HttpRequest.BodyPublishers.ofString("{\"ram\": \"" + ram + "\"}")));
    }

    @Test
    void linksUseTheUrlOfTheProxy() {
        TestClient client = TestClient.signedIn(nginx.url());
        String link = client.get("/api/computer").headers().firstValue("link").orElseThrow();
        assertThat(link).contains("<" + nginx.url() + "/api/computer?page=2&results_per_page=10&after=");
        HttpResponse<String> created = client.json("POST", "/api/computer", "{}");
        assertThat(created.headers().firstValue("location").orElseThrow()).startsWith(nginx.url() + "/api/computer/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "\""})
    void responsesToLongSearchesFitIntoTheProxyBuffer(String filling) {
        TestClient through = TestClient.signedIn(nginx.url());
        TestClient direct = TestClient.signedIn(APPLICATION);
        int answered = 0;
        for (int length = 1; length <= 2_600; length += 65) {
            String value = filling.repeat(length).replace("\"", "\\\"");
            String q = "{\"filters\":[{\"name\":\"processor\",\"op\":\"!=\",\"val\":\"" + value
                    + "\"}],\"order_by\":[{\"field\":\"processor\"}]}";
            String path = "/api/computer?page=2&q=" + URLEncoder.encode(q, StandardCharsets.UTF_8);
            HttpResponse<String> answer = direct.get(path);
            if (answer.statusCode() == 414) {
                break;
            }
            answered++;
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(headOf(answer)).as(path).isLessThan(BUFFER);
            if (path.length() < 1_400) {
                assertThat(answer.headers().firstValue("link").orElse(""))
                        .as(path)
                        .contains("rel=\"next\"");
            }
            assertThat(through.get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(answered).isGreaterThan(5);
    }

    @Test
    void redirectsToTheLoginPageFitIntoTheProxyBuffer() {
        TestClient stranger = TestClient.of(nginx.url());
        for (int length = 0; length < 3_900; length += 130) {
            String path = "/computers?q=" + "%7B".repeat(length / 3);
            HttpResponse<String> answer = stranger.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(302);
            assertThat(headOf(answer)).isLessThan(BUFFER);
        }
    }

    @Test
    void aRefusalNamesBothOrigins() {
        TestClient client = TestClient.of(nginx.url());
        HttpResponse<String> answer = client.send(client.request("/login")
                .header("Origin", "http://localhost")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("email=a")));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("from the origin http://localhost, but this site is " + nginx.url() + ".");
    }

    @Test
    void aQueryMayHaveAThousandIds() {
        String ids =
                IntStream.range(100_000, 101_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String q = "{\"filters\":[{\"name\":\"id\",\"op\":\"in\",\"val\":[" + ids + "]}]}";
        assertThat(TestClient.signedIn(nginx.url())
                        .get("/api/computer?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void largeCookiesOfOtherApplicationsAreAcceptedOrExplained() {
        TestClient client = TestClient.of(nginx.url());
        assertThat(withCookies(client, 12_000).statusCode()).isEqualTo(200);
        HttpResponse<String> tooMany = withCookies(client, 20_000);
        assertThat(tooMany.statusCode()).isEqualTo(431);
        assertThat(tooMany.body()).contains("Error 431", "delete the cookies of this site");
        assertThat(tooMany.headers().firstValue("content-security-policy")).isPresent();
    }

    private static HttpResponse<String> withCookies(TestClient client, int characters) {
        return client.send(client.request("/login")
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .header("Cookie", "other=" + "x".repeat(characters)));
    }

    @Test
    void aRefusedUploadIsAnswered() {
        TestClient client = TestClient.of(nginx.url());
        HttpResponse<String> answer = client.send(client.request("/api/computer")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[20 << 20])));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("You are not logged in.");
    }

    /** The bytes of a head, with both cookies of a session, which an answer may renew at any time. */
    private static int headOf(HttpResponse<String> answer) {
        int cookies = answer.headers().allValues("set-cookie").isEmpty() ? 800 : 0;
        return answer.headers().map().entrySet().stream()
                        .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value))
                        .mapToInt(line -> line.length() + 2)
                        .sum()
                + "HTTP/1.1 200 OK\r\n\r\n".length()
                + cookies;
    }
}
