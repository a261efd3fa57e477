package io.flangular.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

abstract class CsvContract {
    private static final JsonMapper JSON = new JsonMapper();

    private final TestClient client;
    private final ComputerTable table;

    CsvContract(RunningApplication application) {
        client = TestClient.signedIn(application);
        table = new ComputerTable(application.database());
    }

    @BeforeEach
    void fill() {
        table.fill("rows25");
    }

    @Test
    void whatWasExportedCanBeImportedAndChangesNothing() {
        HttpResponse<String> exported = export("/api/computer?page=7&results_per_page=2", "text/csv");
        assertThat(exported.statusCode()).isEqualTo(200);
        assertThat(exported.headers().firstValue("content-type")).hasValue("text/csv;charset=utf-8;header=present");
        assertThat(exported.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"computer.csv\"");
        assertThat(exported.headers().firstValue("vary")).hasValue("Accept");
        assertThat(exported.body()).startsWith("id,processor,ram,power\r\n1,");
        Map<Long, List<String>> before = table.rows();

        HttpResponse<String> imported = send("/api/computer", exported.body());
        assertThat(imported.body()).isEqualTo("{\"num_created\":0,\"num_updated\":0,\"num_unchanged\":25}");
        assertThat(imported.statusCode()).isEqualTo(200);
        assertThat(table.rows()).isEqualTo(before);
        assertThat(export("/api/computer", "text/csv").body()).isEqualTo(exported.body());
    }

    @Test
    void aSearchDecidesWhatIsExported() {
        String q = "{\"filters\":[{\"name\":\"id\",\"op\":\"le\",\"val\":9}],"
                + "\"order_by\":[{\"field\":\"id\",\"direction\":\"desc\"}],\"limit\":3,\"offset\":1}";
        assertThat(export("/api/computer?q=" + encoded(q), "text/csv").body().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("id,processor,ram,power"),
                        line -> assertThat(line).startsWith("8,"),
                        line -> assertThat(line).startsWith("7,"),
                        line -> assertThat(line).startsWith("6,"));
        String none = "{\"filters\":[{\"name\":\"id\",\"op\":\"lt\",\"val\":0}]}";
        assertThat(export("/api/computer?q=" + encoded(none), "text/csv").body())
                .isEqualTo("id,processor,ram,power\r\n");
        assertThat(export("/api/computer?q=" + encoded("{\"filters\":7}"), "text/csv")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void onlyWhoAsksForCsvGetsIt() {
        for (String accept : List.of(
                "*/*",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "text/*",
                "text/csv, application/json",
                "text/csv;q=0.5, */*",
                "text/csv;q=0",
                "rubbish")) {
            assertThat(export("/api/computer", accept).headers().firstValue("content-type"))
                    .as(accept)
                    .hasValue("application/json");
        }
        for (String accept :
                List.of("text/csv", "text/csv, */*", "text/csv, application/json;q=0.9", "TEXT/CSV;header=present")) {
            assertThat(export("/api/computer", accept).body()).as(accept).startsWith("id,");
        }
        assertThat(client.send(client.request("/api/computer")
                                .header("Accept", "text/csv")
                                .method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .headers()
                        .firstValue("content-type"))
                .hasValue("text/csv;charset=utf-8;header=present");
    }

    @Test
    void linesWithoutAnIdBecomeRows() {
        HttpResponse<String> imported =
                send("/api/computer", "\uFEFFpower;processor\n\"\";'=1+1\n;\"Größe \"\"漢字\"\"\n🚀\"\n'a;''=1\n");
        assertThat(imported.body()).isEqualTo("{\"num_created\":3,\"num_updated\":0,\"num_unchanged\":0}");
        String q = encoded("{\"filters\":[{\"name\":\"ram\",\"op\":\"is_null\"},"
                + "{\"name\":\"id\",\"op\":\"gt\",\"val\":25}]}");
        JsonNode rows = JSON.readTree(client.get("/api/computer?q=" + q).body()).get("objects");
        assertThat(rows.valueStream().map(row -> row.get("processor").stringValue()))
                .containsExactly("=1+1", "Größe \"漢字\"\n🚀", "'=1");
        assertThat(rows.valueStream().map(row -> row.get("power")).map(String::valueOf))
                .containsExactly("\"\"", "null", "\"'a\"");
    }

    @Test
    void linesWithAnIdChangeOnlyWhatTheyNameAndWhatDiffers() {
        String etag = client.get("/api/computer/2").headers().firstValue("etag").orElseThrow();
        String second = table.processor(2);
        HttpResponse<String> imported =
                send("/api/computer", "processor,id\nchanged,1\n\"" + second.replace("\"", "\"\"") + "\",2\n");
        assertThat(imported.body()).isEqualTo("{\"num_created\":0,\"num_updated\":1,\"num_unchanged\":1}");
        assertThat(table.processor(1)).isEqualTo("changed");
        assertThat(client.get("/api/computer/2").headers().firstValue("etag")).hasValue(etag);
    }

    @Test
    void aDryRunTellsEveryFaultWithItsLine() {
        String file = "id,ram,colour,ram\n" // 1
                + "1,a,b,c\n" // 2
                + "x,a,b,c\n" // 3
                + "1,a,b,c\n" // 4
                + "\n" // 5
                + "4711,\"a\nb\",b,c\n" // 6, 7
                + "2,a\n" // 8
                + "3,\"open,b,c\n" // 9
                + ",a,b,c\n"; // 10
        Map<Long, List<String>> before = table.rows();
        JsonNode report = JSON.readTree(send("/api/computer?dry_run=true", file).body());
        assertThat(report.get("rows").intValue()).isEqualTo(7);
        assertThat(report.get("update").intValue()).isEqualTo(1);
        assertThat(report.get("num_errors").intValue()).isEqualTo(8);
        assertThat(report.get("errors").valueStream().map(error -> error.get("line") + " " + error.get("column")))
                .containsExactly(
                        "1 \"colour\"",
                        "1 \"ram\"",
                        "3 \"id\"",
                        "4 \"id\"",
                        "6 \"id\"",
                        "8 null",
                        "9 null",
                        "10 \"id\"");
        assertThat(table.rows()).isEqualTo(before);

        HttpResponse<String> refused = send("/api/computer", file);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(JSON.readTree(refused.body()).get("errors")).isEqualTo(report.get("errors"));
        assertThat(table.rows()).isEqualTo(before);
    }

    @Test
    void aFaultInTheLastLineKeepsAllOthersOut() {
        StringBuilder file = new StringBuilder("id,ram\n");
        for (int id = 1; id <= 25; id++) {
            file.append(id).append(",changed\n");
        }
        file.append("26,changed\n");
        Map<Long, List<String>> before = table.rows();
        assertThat(send("/api/computer", file.toString()).statusCode()).isEqualTo(400);
        assertThat(table.rows()).isEqualTo(before);
        assertThat(send("/api/computer?dry_run=true", "id,ram\n1,changed\n").body())
                .contains("\"update\":1", "\"num_errors\":0");
        assertThat(table.rows()).isEqualTo(before);
    }

    @Test
    void theServerTellsHowFarItIs() {
        StringBuilder file = new StringBuilder("processor\n");
        for (int i = 0; i < 1_000; i++) {
            file.append("imported ").append(i).append('\n');
        }
        List<JsonNode> steps = steps("/api/computer", file.toString());
        assertThat(steps.getFirst().toString()).isEqualTo("{\"phase\":\"check\",\"done\":0}");
        assertThat(steps.getLast().toString())
                .isEqualTo("{\"phase\":\"done\",\"status\":200,\"num_created\":1000,\"num_updated\":0,"
                        + "\"num_unchanged\":0}");
        assertThat(steps).hasSizeGreaterThan(4);
        assertThat(table.count()).isEqualTo(1_025);

        JsonNode refused = steps("/api/computer", "ram,ram\n").getLast();
        assertThat(refused.get("phase").stringValue()).isEqualTo("done");
        assertThat(refused.get("status").intValue()).isEqualTo(400);
        assertThat(refused.get("errors").size()).isEqualTo(1);
    }

    @Test
    void whatIsNoTableIsRefused() {
        assertThat(send("/api/computer", "").body()).contains("must name the columns");
        assertThat(client.send(client.request("/api/computer")
                                .header("Content-Type", "text/csv; charset=iso-8859-1")
                                .POST(HttpRequest.BodyPublishers.ofString("ram\nx\n")))
                        .statusCode())
                .isEqualTo(415);
        HttpResponse<String> marked = client.send(client.request("/api/computer")
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", "once")
                .POST(HttpRequest.BodyPublishers.ofString("ram\nx\n")));
        assertThat(marked.statusCode()).isEqualTo(400);
        assertThat(marked.body()).contains("Idempotency-Key is for one row");
        assertThat(send("/api/computer", "ram\n" + "x".repeat(2 << 20) + "\n".repeat(2 << 20))
                        .statusCode())
                .isIn(200, 400);
    }

    @Test
    void whoMayHaveMeantADryRunChangesNothing() {
        for (String given : List.of("1", "TRUE", "yes", "")) {
            HttpResponse<String> answer = send("/api/computer?dry_run=" + given, "ram\r\n8 GB\r\n");
            assertThat(answer.statusCode()).as(given).isEqualTo(400);
        }
        assertThat(send("/api/computer?dry_run", "ram\r\n8 GB\r\n").statusCode())
                .isEqualTo(400);
        assertThat(table.count()).isEqualTo(25);
        assertThat(send("/api/computer?dry_run=false", "ram\r\n8 GB\r\n").statusCode())
                .isEqualTo(200);
        assertThat(table.count()).isEqualTo(26);
    }

    @Test
    void aFileThatIsTooLargeIsRefusedAsSuch() {
        byte[] large = new byte[(64 << 20) + 1];
        HttpResponse<String> refused = client.send(client.request("/api/computer")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofByteArray(large)));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("64 MB");
    }

    @Test
    void whoLeavesInTheMiddleHoldsNothing() throws IOException {
        table.fillWith(100_000);
        for (int i = 0; i < 20; i++) {
            HttpResponse<InputStream> answer =
                    client.stream(client.request("/api/computer").header("Accept", "text/csv"));
            try (InputStream body = answer.body()) {
                assertThat(answer.statusCode()).isIn(200, 503);
                assertThat(body.read()).isPositive();
            }
        }
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                        export("/api/computer", "text/csv").body().lines())
                .hasSize(100_001));
    }

    private List<JsonNode> steps(String path, String file) {
        HttpResponse<String> answer = client.send(client.request(path)
                .header("Content-Type", "text/csv")
                .header("Accept", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(file)));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().lines().map(JSON::readTree).toList();
    }

    private HttpResponse<String> export(String path, String accept) {
        return client.send(client.request(path).header("Accept", accept));
    }

    private HttpResponse<String> send(String path, String file) {
        return client.send(client.request(path)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(file)));
    }

    private static String encoded(String q) {
        return URLEncoder.encode(q, StandardCharsets.UTF_8);
    }
}
