package io.flangular.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.ComputerTable;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.TestClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are sent twice, over HTTP on both databases. */
@SharesApplication
class IdempotencyIT {
    private static final String BODY = "{\"processor\": \"once\"}";

    static Stream<RunningApplication> applications() {
        return Stream.of(RunningApplication.onH2(), RunningApplication.onPostgreSql());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("applications")
    void theSameKeyAndBodyGiveTheSameAnswerAndOneRow(RunningApplication application) {
        TestClient client = TestClient.signedIn(application);
        ComputerTable table = new ComputerTable(application.database());
        table.fill("empty");
        String key = "same-" + System.nanoTime();
        HttpResponse<String> first = post(client, key, BODY);
        assertThat(first.statusCode()).isEqualTo(201);
        String row = first.headers().firstValue("location").orElseThrow();
        client.json("PATCH", row, "{\"processor\": \"changed\"}");

        HttpResponse<String> again = post(client, key, BODY);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("location")).hasValue(row);
        assertThat(again.headers().firstValue("etag")).hasValue("\"1\"");
        assertThat(table.count()).isOne();

        HttpResponse<String> other = post(client, key, "{\"processor\": \"other\"}");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(other.body()).contains("Idempotency-Key");
        assertThat(post(client, key + "'", BODY).headers().firstValue("location"))
                .isNotEqualTo(first.headers().firstValue("location"));
        assertThat(table.count()).isEqualTo(2);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("applications")
    void theSameAnswerTellsWhoCreatedTheRowAndWhen(RunningApplication application) {
        TestClient client = TestClient.signedIn(application);
        String key = "with-change-" + System.nanoTime();
        HttpResponse<String> first = post(client, "/api/computer?with=change", key, BODY);
        assertThat(first.body()).contains("\"_change\":{\"version\":1,").doesNotContain("\"at\":null");
        String row = first.headers().firstValue("location").orElseThrow();
        client.json("PATCH", row, "{\"processor\": \"changed\"}");
        assertThat(post(client, "/api/computer?with=change", key, BODY).body()).isEqualTo(first.body());
        assertThat(client.send(client.request(row).DELETE()).statusCode()).isEqualTo(204);
        assertThat(post(client, "/api/computer?with=change", key, BODY).body()).isEqualTo(first.body());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("applications")
    void aKeyIsVisibleAscii(RunningApplication application) {
        TestClient client = TestClient.signedIn(application);
        for (String key : new String[] {"a b", "x".repeat(256)}) {
            HttpResponse<String> refused = post(client, key, BODY);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("1 to 255 visible ASCII");
        }
        assertThat(client.send(client.request("/api/computer")
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", "a")
                                .header("Idempotency-Key", "b")
                                .POST(HttpRequest.BodyPublishers.ofString(BODY)))
                        .statusCode())
                .isEqualTo(400);
    }

    private static HttpResponse<String> post(TestClient client, String key, String body) {
        return post(client, "/api/computer", key, body);
    }

    private static HttpResponse<String> post(TestClient client, String path, String key, String body) {
        return client.send(client.request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
