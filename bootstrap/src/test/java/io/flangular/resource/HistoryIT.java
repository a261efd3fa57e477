package io.flangular.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.ComputerTable;
import io.flangular.support.OnBothDatabases;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The history of rows, on both databases. */
@OnBothDatabases
class HistoryIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ALL = "%7B%7D";

    private final RunningApplication application;
    private final TestClient client;

    HistoryIT(RunningApplication application) {
        this.application = application;
        client = TestClient.signedIn(application);
    }

    @Test
    void everyChangeIsRecordedAndListedNewestFirst() {
        String row = created("{\"processor\": \"a\\\\b\\nc\", \"ram\": \"\"}");
        client.json("PATCH", row, "{\"ram\": \"8 GB\"}");
        client.json("PATCH", row, "{}");
        client.json("DELETE", row, "");

        JsonNode history = read(row + "/history");
        assertThat(history.get("num_results").intValue()).isEqualTo(3);
        assertThat(history.get("total_pages").intValue()).isEqualTo(1);
        JsonNode deleted = history.get("objects").get(0);
        assertThat(deleted.get("version").intValue()).isEqualTo(3);
        assertThat(deleted.get("kind").stringValue()).isEqualTo("deleted");
        assertThat(deleted.get("by").get("id").isNumber()).isTrue();
        assertThat(deleted.get("by").get("name").stringValue()).isEqualTo(RunningApplication.EMAIL);
        assertThat(deleted.get("at").stringValue()).matches("20..-..-..T.*Z");
        assertThat(deleted.get("after").isNull()).isTrue();
        JsonNode changed = history.get("objects").get(1);
        assertThat(changed.get("before"))
                .isEqualTo(JSON.readTree("{\"processor\": \"a\\\\b\\nc\", \"ram\": \"\", \"power\": null}"));
        assertThat(changed.get("after")).isEqualTo(deleted.get("before"));
        assertThat(history.get("objects").get(2).get("before").isNull()).isTrue();

        JsonNode second = read(row + "/history?page=2&results_per_page=2");
        assertThat(second.get("objects").size()).isOne();
        assertThat(second.get("objects").get(0).get("kind").stringValue()).isEqualTo("created");
        assertThat(second.get("total_pages").intValue()).isEqualTo(2);

        assertThat(client.get("/api/computer/999999999/history").statusCode()).isEqualTo(404);
        assertThat(client.get("/api/computer/x/history").statusCode()).isEqualTo(404);
        assertThat(client.json("POST", row + "/history", "{}").statusCode()).isEqualTo(405);
    }

    @Test
    void anEarlierVersionIsRestored() {
        String row = created("{\"processor\": \"first\", \"power\": \"95 W\"}");
        client.json("PATCH", row, "{\"processor\": \"second\", \"power\": null}");

        HttpResponse<String> late = client.send(client.request(row + "/history/1/restore")
                .header("If-Match", "\"1\"")
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("\"current\":", "second");

        HttpResponse<String> restored = client.json("POST", row + "/history/1/restore", "");
        assertThat(restored.statusCode()).isEqualTo(200);
        assertThat(restored.headers().firstValue("etag")).hasValue("\"3\"");
        assertThat(restored.headers().firstValue("location")).hasValue(row);
        assertThat(restored.body())
                .contains("first", "95 W")
                .isEqualTo(client.get(row).body());
        assertThat(client.get(row + "/history").body()).contains("\"kind\":\"restored\"");

        assertThat(client.json("POST", row + "/history/9/restore", "").statusCode())
                .isEqualTo(404);
        assertThat(client.json("POST", row + "/history/x/restore", "").statusCode())
                .isEqualTo(404);
        assertThat(client.get(row + "/history/1/restore").statusCode()).isEqualTo(405);
    }

    @Test
    void aDeletedRowIsRestoredUnderItsId() {
        String row = created("{\"processor\": \"lost\"}");
        client.json("DELETE", row, "");
        assertThat(client.get(row).statusCode()).isEqualTo(404);

        HttpResponse<String> back = client.json("POST", row + "/history/2/restore", "");
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.headers().firstValue("etag")).hasValue("\"3\"");
        assertThat(client.get(row).body()).isEqualTo(back.body()).contains("lost");
        assertThat(created("{}")).isNotEqualTo(row);
    }

    @Test
    void bulkChangesAndChangesOfRowsAddedElsewhereAreRecorded() {
        ComputerTable table = computers(300);
        assertThat(client.json("PATCH", "/api/computer", "{\"q\": {}, \"ram\": \"16 GB\"}")
                        .body())
                .isEqualTo("{\"num_modified\":300}");
        assertThat(client.send(client.request("/api/computer?q=" + ALL).DELETE())
                        .body())
                .isEqualTo("{\"num_deleted\":300}");
        JsonNode history = read("/api/computer/300/history");
        assertThat(history.get("num_results").intValue()).isEqualTo(2);
        assertThat(history.get("objects").get(1).get("before").get("ram").stringValue())
                .isEqualTo("8 GB");
        assertThat(history.get("objects").get(0).get("before").get("ram").stringValue())
                .isEqualTo("16 GB");

        assertThat(client.json("POST", "/api/computer/300/history/1/restore", "")
                        .body())
                .as("the version that came otherwise")
                .contains("Processor 300", "8 GB");
        assertThat(table.count()).isOne();
    }

    @Test
    void rowsHaveTheirLatestChangeOnRequest() {
        computers(2);
        client.json("PATCH", "/api/computer/2", "{\"ram\": \"16 GB\"}");

        JsonNode objects = read("/api/computer?with=change").get("objects");
        assertThat(objects.get(0).get("_change"))
                .isEqualTo(JSON.readTree("{\"version\": 1, \"at\": null, \"by\": null}"));
        JsonNode change = objects.get(1).get("_change");
        assertThat(change.get("version").intValue()).isEqualTo(2);
        assertThat(change.get("by").get("name").stringValue()).isEqualTo(RunningApplication.EMAIL);
        assertThat(change.get("at").isString()).isTrue();
        assertThat(read("/api/computer/2?with=change").get("_change")).isEqualTo(change);
        assertThat(client.get("/api/computer").body()).doesNotContain("_change");
        assertThat(client.get("/api/computer/2").body()).doesNotContain("_change");
        assertThat(client.get("/api/computer?q=%7B%22limit%22:1,%22single%22:true%7D&with=change")
                        .body())
                .contains("_change");
    }

    @Test
    void aChangeThatCannotBeRecordedIsRolledBack() {
        ComputerTable table = computers(3);
        run("alter table change_log rename to change_log_away");
        try {
            for (HttpResponse<String> refused : List.of(
                    client.json("POST", "/api/computer", "{}"),
                    client.json("PATCH", "/api/computer/1", "{\"ram\": \"x\"}"),
                    client.json("DELETE", "/api/computer/1", ""),
                    client.json("PATCH", "/api/computer", "{\"q\": {}, \"ram\": \"x\"}"),
                    client.send(client.request("/api/computer?q=" + ALL).DELETE()))) {
                assertThat(refused.statusCode())
                        .as(refused.request().toString())
                        .isEqualTo(500);
            }
        } finally {
            run("alter table change_log_away rename to change_log");
        }
        assertThat(table.rows())
                .hasSize(3)
                .allSatisfy((id, row) -> assertThat(row.get(2)).isEqualTo("8 GB"));
        assertThat(client.get("/api/computer/1").headers().firstValue("etag")).hasValue("\"1\"");
    }

    private String created(String body) {
        HttpResponse<String> created = client.json("POST", "/api/computer", body);
        assertThat(created.statusCode()).isEqualTo(201);
        return created.headers().firstValue("location").orElseThrow();
    }

    private JsonNode read(String path) {
        HttpResponse<String> answer = client.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** So many computers that nobody has changed yet. */
    private ComputerTable computers(int count) {
        ComputerTable table = new ComputerTable(application.database());
        table.fillWith(count);
        return table;
    }

    private void run(String sql) {
        application.database().sql(sql).then().block();
    }
}
