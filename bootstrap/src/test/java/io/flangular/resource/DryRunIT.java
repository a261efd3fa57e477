package io.flangular.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.ComputerTable;
import io.flangular.support.DatabaseDump;
import io.flangular.support.OnBothDatabases;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code dry_run=true} makes all checks of a change and stores nothing, on both databases. */
@OnBothDatabases
class DryRunIT {
    private static final String FOUR = "{\"filters\": [{\"name\": \"ram\", \"op\": \"==\", \"val\": \"8 GB\"}]}";
    private static final String ONE =
            "{\"filters\": [{\"name\": \"id\", \"op\": \"==\", \"val\": 4}], \"single\": true}";

    /** A change, and the status and a part of the body of its expected response. */
    private record Change(String method, String path, String body, String header, int status, String outcome) {
        @Override
        public String toString() {
            return method + " " + path + " " + body + " " + header;
        }
    }

    private final RunningApplication application;
    private final TestClient client;

    DryRunIT(RunningApplication application) {
        this.application = application;
        client = TestClient.signedIn(application);
    }

    static Stream<Change> changes() {
        return Stream.of(
                new Change("POST", "/api/computer", "{\"ram\": \"x\"}", "", 200, "\"id\":null"),
                new Change("POST", "/api/computer", "{\"ram\": \"x\"}", "Idempotency-Key: k", 200, "\"ram\":\"x\""),
                new Change("POST", "/api/computer", "{\"ram\": 1}", "", 400, "must be a text"),
                new Change("PUT", "/api/computer/4", "{\"ram\": \"x\"}", "", 200, "\"ram\":\"x\""),
                new Change("PATCH", "/api/computer/4", "{\"ram\": \"x\"}", "If-Match: \"1\"", 200, "\"ram\":\"x\""),
                new Change("PATCH", "/api/computer/4", "{\"ram\": \"x\"}", "If-Match: \"2\"", 412, "current"),
                new Change("PATCH", "/api/computer/4", "{\"colour\": \"x\"}", "", 400, "colour"),
                new Change("PATCH", "/api/computer/999", "{\"ram\": \"x\"}", "", 404, "999"),
                new Change("DELETE", "/api/computer/4", "", "", 200, "{\"num_deleted\":1}"),
                new Change("DELETE", "/api/computer/4", "", "If-Match: \"2\"", 412, "current"),
                new Change("DELETE", "/api/computer/999", "", "", 404, "999"),
                new Change("PATCH", "/api/computer", "{\"ram\": \"x\", \"q\": " + FOUR + "}", "", 200, "\":4}"),
                new Change("PUT", "/api/computer", "{\"ram\": \"x\", \"q\": {}}", "", 200, "num_modified"),
                new Change("DELETE", "/api/computer?q=" + encoded(FOUR), "", "", 200, "{\"num_deleted\":4}"),
                new Change("DELETE", "/api/computer?q=" + encoded(ONE), "", "", 200, "{\"num_deleted\":1}"),
                new Change("POST", "/api/computer/5/history/1/restore", "", "", 200, "\"id\":5"),
                new Change("POST", "/api/computer/5/history/9/restore", "", "", 404, "9"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aDryRunAnswersAndStoresNothing(Change change) {
        ComputerTable table = new ComputerTable(application.database());
        table.fill("rows25");
        // The history that is restored from.
        client.json("PATCH", "/api/computer/5", "{\"ram\": \"later\"}");
        String before = stored();

        HttpResponse<String> answer = send(change, "dry_run=true");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(change.status);
        assertThat(answer.body()).contains(change.outcome);
        assertThat(answer.headers().firstValue("location")).isEmpty();
        assertThat(stored()).isEqualTo(before);
        if (change.status == 200) {
            assertThat(answer.headers().firstValue("etag")).isEmpty();
            assertThat(send(change, "dry_run=false").statusCode()).isBetween(200, 204);
            assertThat(stored()).isNotEqualTo(before);
        }
    }

    private HttpResponse<String> send(Change change, String parameter) {
        HttpRequest.Builder request = client.request(change.path + (change.path.contains("?") ? "&" : "?") + parameter);
        if (!change.body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!change.header.isEmpty()) {
            String[] header = change.header.split(": ", 2);
            request.header(header[0], header[1]);
        }
        return client.send(request.method(change.method, HttpRequest.BodyPublishers.ofString(change.body)));
    }

    /** Everything but who is logged in. */
    private String stored() {
        return DatabaseDump.of(application, "login_session", "security_event");
    }

    private static String encoded(String q) {
        return URLEncoder.encode(q, StandardCharsets.UTF_8);
    }
}
