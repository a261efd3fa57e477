package io.flangular.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.ComputerTable;
import io.flangular.support.OnBothDatabases;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Requests that are sent twice, on both databases. */
@OnBothDatabases
class IdempotencyIT {
    private static final String BODY = "{\"processor\": \"once\"}";

    private final RunningApplication application;
    private final TestClient client;

    IdempotencyIT(RunningApplication application) {
        this.application = application;
        client = TestClient.signedIn(application);
    }

    @Test
    void theSameKeyAndBodyGiveTheSameResponseAndOneRow() {
        ComputerTable table = new ComputerTable(application.database());
        table.fill("empty");
        String key = "same-" + System.nanoTime();
        HttpResponse<String> first = post(key, BODY);
        assertThat(first.statusCode()).isEqualTo(201);
        String row = first.headers().firstValue("location").orElseThrow();
        client.json("PATCH", row, "{\"processor\": \"changed\"}");

        HttpResponse<String> again = post(key, BODY);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("location")).hasValue(row);
        assertThat(again.headers().firstValue("etag")).hasValue("\"1\"");
        assertThat(table.count()).isOne();

        HttpResponse<String> other = post(key, "{\"processor\": \"other\"}");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(other.body()).contains("Idempotency-Key");
        assertThat(post(key + "'", BODY).headers().firstValue("location"))
                .isNotEqualTo(first.headers().firstValue("location"));
        assertThat(table.count()).isEqualTo(2);
    }

    @Test
    void theSameResponseIncludesTheChangeThatCreatedTheRow() {
        String key = "with-change-" + System.nanoTime();
        HttpResponse<String> first = post("/api/computer?with=change", key, BODY);
        assertThat(first.body()).contains("\"_change\":{\"version\":1,").doesNotContain("\"at\":null");
        String row = first.headers().firstValue("location").orElseThrow();
        client.json("PATCH", row, "{\"processor\": \"changed\"}");
        assertThat(post("/api/computer?with=change", key, BODY).body()).isEqualTo(first.body());
        assertThat(client.send(client.request(row).DELETE()).statusCode()).isEqualTo(204);
        assertThat(post("/api/computer?with=change", key, BODY).body()).isEqualTo(first.body());
    }

    @Test
    void aKeyIsVisibleAscii() {
        for (String key : new String[] {"a b", "x".repeat(256)}) {
            HttpResponse<String> refused = post(key, BODY);
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

    private HttpResponse<String> post(String key, String body) {
        return post("/api/computer", key, body);
    }

    private HttpResponse<String> post(String path, String key, String body) {
        return client.send(client.request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
