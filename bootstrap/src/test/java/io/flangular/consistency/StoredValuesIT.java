package io.flangular.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import example.item.ItemRegistration;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stored values agree with those of the record and of the responses, on both databases. */
class StoredValuesIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_CHARACTERS = 262_144;
    private static List<RunningApplication> applications;

    @BeforeAll
    static void start() {
        applications = List.of(
                RunningApplication.start(ItemRegistration.class),
                RunningApplication.start(
                        ItemRegistration.class, "--flangular.database.url=" + RunningApplication.newDatabase()));
    }

    @AfterAll
    static void stop() {
        applications.forEach(RunningApplication::close);
    }

    static Stream<RunningApplication> applications() {
        return applications.stream();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("applications")
    void valuesAreStoredAsTheRecordNormalizesThem(RunningApplication application) {
        Items items = new Items(application);
        String row = items.created("{\"serial\": \" a \"}");
        items.holds(row, "a");
        items.answersWhatIsStored("PUT", row, "{\"serial\": \" b \"}");
        items.holds(row, "b");
        items.answersWhatIsStored("PATCH", row, "{\"serial\": \"c\\t\", \"note\": \"n\"}");
        items.holds(row, "c");
        assertThat(items.client
                        .json("PATCH", "/api/item", "{\"q\": {}, \"serial\": \"\\td\"}")
                        .statusCode())
                .isEqualTo(200);
        items.holds(row, "d");
        assertThat(items.imported("id,serial\n" + items.id(row) + ",  e  \n").body())
                .contains("\"num_updated\":1");
        items.holds(row, "e");
        assertThat(items.client.json("POST", row + "/history/2/restore", "").statusCode())
                .isEqualTo(200);
        items.holds(row, "b");
        // Written by another program, and then by us.
        items.sql("update item set serial = '  raw  '");
        assertThat(items.serial(row)).isEqualTo("  raw  ");
        items.answersWhatIsStored("PATCH", row, "{\"note\": \"m\"}");
        items.holds(row, "raw");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("applications")
    void unchangedValuesDoNotRaiseTheVersion(RunningApplication application) {
        Items items = new Items(application);
        String row = items.created("{\"serial\": \"same\", \"note\": \"\", \"price\": 1.5}");
        for (String body : List.of(
                items.client.get(row).body(),
                "{\"serial\": \"same\"}",
                "{\"serial\": \" same \"}",
                "{\"price\": 1.500}",
                "{}")) {
            HttpResponse<String> answer = items.client.json("PUT", row, body);
            assertThat(answer.statusCode()).as(body).isEqualTo(200);
            assertThat(answer.headers().firstValue("etag")).as(body).hasValue("\"1\"");
        }
        String other = items.created("{\"serial\": \"other\"}");
        HttpResponse<String> all = items.client.json("PATCH", "/api/item", "{\"q\": {}, \"serial\": \"same\"}");
        assertThat(all.body()).isEqualTo("{\"num_modified\":2}");
        assertThat(items.client.get(other).headers().firstValue("etag")).hasValue("\"2\"");
        assertThat(items.imported("id,serial,price\n" + items.id(row) + ", same ,1.50\n")
                        .body())
                .contains("\"num_unchanged\":1");
        assertThat(items.client.get(row).headers().firstValue("etag")).hasValue("\"1\"");
        assertThat(items.client.get(row + "/history").body()).contains("\"num_results\":1");
        HttpRequest.Builder late = items.client
                .request(row)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"7\"")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"serial\": \"same\"}"));
        assertThat(items.client.send(late).statusCode()).isEqualTo(412);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("applications")
    void rowsThatBreakARuleAreReadAndMustBeCorrectedWhenWritten(RunningApplication application) {
        Items items = new Items(application);
        String row = items.created("{\"serial\": \"old\", \"price\": 2}");
        items.created("{\"serial\": \"good\", \"price\": 2}");
        // As if the rules had come later.
        items.sql("update item set price = -2 where serial = 'old'");
        items.sql("update change_log set values_after = 'serial=old\nnote\nprice=-2.00\n'"
                + " where resource = 'item' and row_id = " + items.id(row));
        items.sql("insert into item (note) values ('without a serial number')");
        for (String path : List.of(
                "/api/item",
                "/api/item?with=change",
                "/api/item?q=%7B%22order_by%22:%5B%7B%22field%22:%22price%22,%22direction%22:%22asc%22%7D%5D%7D",
                "/api/item?q=%7B%22single%22:true,%22filters%22:%5B%7B%22name%22:%22serial%22,%22op%22:%22eq%22,"
                        + "%22val%22:%22old%22%7D%5D%7D",
                row,
                row + "/history",
                "/api/eval/item?q=%7B%22functions%22:%5B%7B%22name%22:%22min%22,%22field%22:%22price%22%7D%5D%7D")) {
            HttpResponse<String> answer = items.client.get(path);
            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
            assertThat(answer.body()).as(path).contains("-2");
        }
        HttpResponse<String> table =
                items.client.send(items.client.request("/api/item").header("Accept", "text/csv"));
        assertThat(table.body()).contains(",old,,-2.00").contains(",,without a serial number,");
        HttpResponse<String> late = items.client.send(items.client
                .request(row)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"7\"")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"note\": \"x\"}")));
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("\"current\":").contains("-2");
        String shown = items.client.get(row).body();
        assertThat(items.client.json("PUT", row, shown).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = items.client.json("PATCH", row, "{\"note\": \"x\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"price\":\"must not be negative\"");
        items.answersWhatIsStored("PATCH", row, "{\"note\": \"x\", \"price\": 3}");
        assertThat(items.client.json("POST", row + "/history/1/restore", "").body())
                .contains("This version cannot be restored", "must not be negative");
        items.sql("update item set price = -2 where serial = 'old'");
        assertThat(items.client.json("DELETE", row, "").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("applications")
    void aRowThatCanBeReadCanBeSentBack(RunningApplication application) {
        Items items = new Items(application);
        String largest = "\\u6f22".repeat(MAX_CHARACTERS - 1);
        String row = items.created("{\"serial\": \"s\", \"note\": \"" + largest + "\"}");
        for (String body : List.of(
                items.client.get(row).body(),
                "{\"serial\": \"s\", \"note\": \"" + largest + "\"}",
                "{\"serial\": \"s\", \"note\": \"" + "\\u0001".repeat(MAX_CHARACTERS - 1) + "\"}")) {
            HttpResponse<String> answer = items.client.json("PUT", row, body);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(items.client
                            .json("PUT", row, items.client.get(row).body())
                            .statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<String> tooMuch = items.client.json("PATCH", row, "{\"serial\": \"st\"}");
        assertThat(tooMuch.statusCode()).isEqualTo(400);
        assertThat(tooMuch.body()).contains("at most 262144 characters together");
        assertThat(items.imported("serial,note\nst," + "x".repeat(MAX_CHARACTERS - 1) + "\n")
                        .body())
                .contains("at most 262144 characters together");
    }

    /** The items of an application, none at first. */
    private static final class Items {
        private final TestClient client;
        private final DatabaseClient database;

        Items(RunningApplication application) {
            client = TestClient.signedIn(application);
            database = application.database();
            sql("delete from item");
        }

        String created(String body) {
            HttpResponse<String> answer = client.json("POST", "/api/item", body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            String location = answer.headers().firstValue("location").orElseThrow();
            return location.substring(location.indexOf("/api/"));
        }

        void answersWhatIsStored(String method, String row, String body) {
            HttpResponse<String> answer = client.json(method, row, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(json(client.get(row).body())).isEqualTo(json(answer.body()));
        }

        void holds(String row, String serial) {
            assertThat(serial(row)).isEqualTo(serial);
            assertThat(json(client.get(row).body()).get("serial").stringValue()).isEqualTo(serial);
        }

        HttpResponse<String> imported(String table) {
            return client.send(client.request("/api/item")
                    .header("Content-Type", "text/csv")
                    .POST(HttpRequest.BodyPublishers.ofString(table)));
        }

        long id(String row) {
            return Long.parseLong(row.substring(row.lastIndexOf('/') + 1));
        }

        String serial(String row) {
            return database.sql("select serial from item where id = " + id(row))
                    .map((found, metadata) -> found.get(0, String.class))
                    .one()
                    .block();
        }

        void sql(String sql) {
            database.sql(sql).then().block();
        }

        private static JsonNode json(String body) {
            return JSON.readTree(body);
        }
    }
}
