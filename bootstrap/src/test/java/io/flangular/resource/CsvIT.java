package io.flangular.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flangular.support.ComputerTable;
import io.flangular.support.OnBothDatabases;
import io.flangular.support.People;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnBothDatabases
class CsvIT {
    private static final JsonMapper JSON = new JsonMapper();

    private final RunningApplication application;
    private final TestClient client;
    private final ComputerTable table;

    CsvIT(RunningApplication application) {
        this.application = application;
        client = TestClient.signedIn(application);
        table = new ComputerTable(application.database());
    }

    @BeforeEach
    void fill() {
        table.fill("rows25");
    }

    @Test
    void importingAnExportChangesNothing() {
        HttpResponse<String> exported = export("/api/computer", "text/csv");
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
    void aSearchSelectsTheExportedRows() {
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
    void csvIsSentOnRequestOnly() {
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
    void linesWithoutAnIdCreateRows() {
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
    void linesWithAnIdChangeOnlyGivenFieldsThatDiffer() {
        String etag = client.get("/api/computer/2").headers().firstValue("etag").orElseThrow();
        String second = table.processor(2);
        HttpResponse<String> imported =
                send("/api/computer", "processor,id\nchanged,1\n\"" + second.replace("\"", "\"\"") + "\",2\n");
        assertThat(imported.body()).isEqualTo("{\"num_created\":0,\"num_updated\":1,\"num_unchanged\":1}");
        assertThat(table.processor(1)).isEqualTo("changed");
        assertThat(client.get("/api/computer/2").headers().firstValue("etag")).hasValue(etag);
    }

    @Test
    void aDryRunReportsEveryErrorWithItsLine() {
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
    void anErrorInTheLastLineImportsNothing() {
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
    void theServerReportsProgress() {
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
    void progressIsReportedAsAcceptWeightsDecide() {
        Map.of(
                        "application/x-ndjson", true,
                        "application/x-ndjson, application/json", true,
                        "application/x-ndjson;q=0.5, application/json;q=0.5", true,
                        "application/json, application/x-ndjson", false,
                        "application/x-ndjson, */*;q=0.1", true,
                        "application/json;q=1, application/x-ndjson;q=0", false,
                        "application/json, application/x-ndjson;q=0.9", false,
                        "application/x-ndjson;q=0", false,
                        "application/x-ndjson;q=0.5, */*", false,
                        "*/*", false)
                .forEach((accept, steps) -> {
                    HttpResponse<String> answer = client.send(client.request("/api/computer?dry_run=true")
                            .header("Content-Type", "text/csv")
                            .header("Accept", accept)
                            .POST(HttpRequest.BodyPublishers.ofString("ram\nx\n")));
                    assertThat(answer.statusCode()).as(accept).isEqualTo(200);
                    assertThat(answer.headers().firstValue("content-type"))
                            .as(accept)
                            .hasValue(steps ? "application/x-ndjson" : "application/json");
                });
    }

    @Test
    void aBodyThatIsNotCsvIsRefused() {
        assertThat(send("/api/computer", "").body()).contains("must name the columns");
        assertThat(client.send(client.request("/api/computer")
                                .header("Content-Type", "text/csv; charset=klingon")
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
    void emptyLinesOfSpreadsheetsAreSkipped() {
        HttpResponse<String> imported = send(
                "/api/computer",
                ",,,,\r\n"
                        + "sep=;\r\n"
                        + "\uFEFF\u00a0Processor; RAM ;POWER;;\r\n"
                        + "Xeon; \"8 GB\";\r\n"
                        + ";;;;\r\n"
                        + "   \r\n"
                        + "a;b;c;;;;\r\n"
                        + ";;;;");
        assertThat(imported.body()).contains("names no known column");
        imported = send(
                "/api/computer",
                "sep=;\r\n"
                        + ";;;;\r\n"
                        + "\uFEFF\u00a0Processor; RAM ;POWER;;\r\n"
                        + "Xeon; \"8 GB\";\r\n"
                        + ";;;;\r\n"
                        + "   \r\n"
                        + "a;b;c;;;;\r\n"
                        + ";;;;");
        assertThat(imported.body()).isEqualTo("{\"num_created\":2,\"num_updated\":0,\"num_unchanged\":0}");
        assertThat(lastTwo()).containsExactly("Xeon|8 GB|null", "a|b|c");

        JsonNode report =
                JSON.readTree(send("/api/computer?dry_run=true", "processor,,ram,\na,,b,\na,x,b\na,,b,,c\na,\nRAM\n")
                        .body());
        assertThat(report.get("create").intValue()).isEqualTo(1);
        assertThat(report.get("errors")
                        .valueStream()
                        .map(error ->
                                error.get("line") + " " + error.get("message").stringValue()))
                .containsExactly(
                        "3 has a value in column 2, for which the first line has no name",
                        "4 has 5 values, but the first line names 3 columns",
                        "5 has 2 values, but the first line names 3 columns",
                        "6 has 1 values, but the first line names 3 columns");
        assertThat(send("/api/computer", "RAM,ram\na,b\n").body()).contains("is there twice");
        assertThat(send("/api/computer", "processor,ram\n").body())
                .isEqualTo("{\"num_created\":0,\"num_updated\":0,\"num_unchanged\":0}");
        assertThat(table.count()).isEqualTo(27);
    }

    @Test
    void aLineOfNullsCreatesARow() {
        assertThat(send("/api/computer", "processor,ram\n\\N,\\N\n,\n\n\\N,8 GB\n")
                        .body())
                .isEqualTo("{\"num_created\":2,\"num_updated\":0,\"num_unchanged\":0}");
        assertThat(lastTwo()).containsExactly("null|null|null", "null|8 GB|null");
        assertThat(send("/api/computer?columns=" + encoded("{\"Notes\":null}"), "Notes,ram\nx,\n\\N,\\N\n,\n")
                        .body())
                .isEqualTo("{\"num_created\":2,\"num_updated\":0,\"num_unchanged\":0}");
        JsonNode report = JSON.readTree(
                send("/api/computer?dry_run=true", "id,ram\n\\N,\\N\n,\n").body());
        assertThat(report.get("rows").intValue()).isEqualTo(1);
        assertThat(report.get("errors").toString())
                .isEqualTo("[{\"line\":2,\"column\":\"id\",\"message\":\"must be the id of a row\"}]");
    }

    @Test
    void aFileInAnotherFormatIsOneError() {
        String file = "Name,City\n" + "a,b\n".repeat(4_830);
        for (String path : List.of("/api/computer?dry_run=true", "/api/computer")) {
            JsonNode report = JSON.readTree(send(path, file).body());
            assertThat(report.get("create").intValue()).isZero();
            assertThat(report.get("num_errors").intValue()).isEqualTo(1);
            assertThat(report.get("errors").get(0).get("message").stringValue())
                    .startsWith("names no known column; there are id, processor, ram, power");
        }
        assertThat(table.count()).isEqualTo(25);
    }

    @Test
    void columnsCanBeMappedToFields() {
        String file = "CPU;Speicher;Notiz;Preis\nXeon;8 GB;n;1,5\n;;only a note;\nEpyc;16 GB;;2\n";
        String columns = encoded("{\"cpu\":\"processor\",\"Speicher\":\"ram\",\"Notiz\":null,\"*\":null}");
        assertThat(send("/api/computer?columns=" + columns, file).body())
                .isEqualTo("{\"num_created\":3,\"num_updated\":0,\"num_unchanged\":0}");
        assertThat(lastTwo()).containsExactly("null|null|null", "Epyc|16 GB|null");
        assertThat(send("/api/computer?columns=" + encoded("{\"id\":null}"), "id,ram\n1,\n,\n2,x\n")
                        .body())
                .isEqualTo("{\"num_created\":2,\"num_updated\":0,\"num_unchanged\":0}");
        assertThat(lastTwo()).containsExactly("null|null|null", "null|x|null");
        assertThat(send("/api/computer?columns=" + encoded("{\"Note\":null}"), "Note,ram\nonly\n")
                        .body())
                .contains("has 1 values, but the first line names 2 columns");
        assertThat(send("/api/computer?columns=" + encoded("{\"*\":null}"), "Name,City\na,b\n")
                        .body())
                .contains("names no known column; there are id, processor, ram, power")
                .contains("\"num_errors\":1");
        assertThat(send("/api/computer?columns=" + encoded("{\"CPU\":\"processor\"}"), file)
                        .body())
                .contains("\"column\":\"Speicher\",\"message\":\"is no field");
        assertThat(send("/api/computer?columns=" + encoded("{\"PCU\":\"processor\",\"*\":null}"), file)
                        .body())
                .contains("does not name the column PCU");
        assertThat(send("/api/computer?columns=" + encoded("{\"CPU\":\"ram\",\"Speicher\":\"ram\",\"*\":null}"), file)
                        .body())
                .contains("is there twice");
        for (String malformed : List.of("", "[]", "{", "{\"CPU\":\"cpu\"}", "{\"CPU\":1}", "{\"*\":\"ram\"}")) {
            HttpResponse<String> refused = send("/api/computer?columns=" + encoded(malformed), file);
            assertThat(refused.statusCode()).as(malformed).isEqualTo(400);
            assertThat(refused.body()).contains("The parameter columns is malformed.");
        }
        assertThat(table.count()).isEqualTo(30);
    }

    @Test
    void everyUnambiguousContentTypeIsAccepted() {
        for (String type : List.of(
                "application/csv",
                "application/vnd.ms-excel",
                "TEXT/CSV ; Charset=\"US-ASCII\"",
                "text/csv; charset=iso-8859-1",
                "text/tab-separated-values")) {
            assertThat(sendAs(type, "ram\nsome\n".getBytes(StandardCharsets.US_ASCII))
                            .body())
                    .as(type)
                    .isEqualTo("{\"num_created\":1,\"num_updated\":0,\"num_unchanged\":0}");
        }
        assertThat(table.count()).isEqualTo(30);
        for (String type : List.of(
                "text/plain",
                "application/octet-stream",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")) {
            HttpResponse<String> refused = sendAs(type, "ram\nsome\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(refused.statusCode()).as(type).isEqualTo(415);
            assertThat(refused.body()).contains("text/csv");
        }
        HttpResponse<String> workbook = sendAs("application/vnd.ms-excel", new byte[] {0x50, 0x4B, 3, 4, 0, 0});
        assertThat(workbook.statusCode()).isEqualTo(415);
        assertThat(workbook.body()).contains("workbook");
        assertThat(table.count()).isEqualTo(30);
    }

    @Test
    void otherEncodingsAreDecodedOrReported() {
        String file = "\uFEFFprocessor\tram\r\nGröße\t8 €\r\n";
        assertThat(sendAs("text/csv", file.getBytes(StandardCharsets.UTF_16LE)).statusCode())
                .isEqualTo(200);
        assertThat(sendAs("text/csv; charset=windows-1252", file.substring(1).getBytes(Charset.forName("windows-1252")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(lastTwo()).containsExactly("Größe|8 €|null", "Größe|8 €|null");
        for (Charset charset :
                List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.ISO_8859_1)) {
            HttpResponse<String> refused = sendAs("text/csv", "processor\nGröße\nGröße\nGröße\n".getBytes(charset));
            assertThat(refused.statusCode()).as(charset.name()).isEqualTo(400);
            JsonNode errors = JSON.readTree(refused.body()).get("errors");
            assertThat(errors.size()).isEqualTo(1);
            assertThat(errors.get(0).get("message").stringValue()).contains("save", "charset=");
        }
        assertThat(table.count()).isEqualTo(27);
    }

    @Test
    void aLineInAnotherEncodingIsReportedLikeAnyError() {
        record Case(String type, byte[] file, String message) {}
        for (Case each : List.of(
                new Case("text/csv", "processor\n\nä\n".getBytes(StandardCharsets.ISO_8859_1), "is not UTF-8; save"),
                new Case(
                        "text/csv; charset=windows-1252",
                        "processor\nx\n\u0081\n".getBytes(StandardCharsets.ISO_8859_1),
                        "is not windows-1252, as it is said to be; save"),
                new Case(
                        "text/csv",
                        ("\uFEFFprocessor\nx\n" + "y".repeat(100)).getBytes(StandardCharsets.UTF_16LE),
                        "is not UTF-16LE, as the byte order mark says; save"))) {
            byte[] file = each.message.contains("UTF-16") ? Arrays.copyOf(each.file, each.file.length - 1) : each.file;
            for (String accept : List.of("application/json", "application/x-ndjson")) {
                for (boolean dryRun : List.of(true, false)) {
                    HttpResponse<String> answer = client.send(client.request("/api/computer?dry_run=" + dryRun)
                            .header("Content-Type", each.type)
                            .header("Accept", accept)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
                    JsonNode report =
                            JSON.readTree(answer.body().lines().toList().getLast());
                    int status = report.has("status") ? report.get("status").intValue() : answer.statusCode();
                    assertThat(status).as(answer.body()).isEqualTo(dryRun ? 200 : 400);
                    assertThat(report.get("num_errors").intValue()).isEqualTo(1);
                    JsonNode error = report.get("errors").get(0);
                    assertThat(error.get("line").intValue()).isEqualTo(3);
                    assertThat(error.get("column").isNull()).isTrue();
                    assertThat(error.get("message").stringValue()).startsWith(each.message);
                }
            }
        }
        assertThat(table.count()).isEqualTo(25);
    }

    private List<String> lastTwo() {
        return table.rows().values().stream()
                .skip(table.count() - 2)
                .map(values -> String.join("|", values.subList(1, values.size())))
                .toList();
    }

    private HttpResponse<String> sendAs(String type, byte[] file) {
        return client.send(client.request("/api/computer")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    @Test
    void misspelledDryRunParametersAreRefused() {
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
    void aFileThatIsTooLargeIsRefused() {
        byte[] large = new byte[(64 << 20) + 1];
        // Without a Content-Length.
        HttpResponse<String> refused = client.send(client.request("/api/computer")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("64 MB");
    }

    @Test
    void aFileDeclaredAsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        String token = client.apiToken("write");
        URI url = URI.create(application.url());
        for (String more : List.of("", "Expect: 100-continue\r\n", "Accept: application/x-ndjson\r\n")) {
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                socket.setSoTimeout(10_000);
                String head = "POST /api/computer HTTP/1.1\r\nHost: " + url.getAuthority()
                        + "\r\nContent-Type: text/csv\r\nContent-Length: " + ((64 << 20) + 1)
                        + "\r\nAuthorization: Bearer " + token + "\r\n" + more + "\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).as(more).startsWith("HTTP/1.1 413 ").contains("64 MB");
            }
        }
    }

    @Test
    void abortedExportsReleaseTheirPlaces() throws IOException {
        // More than fits into the buffers of a connection.
        table.fillWith(4_000, 2_000);
        for (int i = 0; i < 20; i++) {
            HttpResponse<InputStream> answer =
                    client.stream(client.request("/api/computer").header("Accept", "text/csv"));
            try (InputStream body = answer.body()) {
                assertThat(answer.statusCode()).isIn(200, 429);
                assertThat(body.read()).isPositive();
            }
        }
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(
                                export("/api/computer", "text/csv").body().lines())
                        .hasSize(4_001));
    }

    @Test
    void slowReadersOfExportsBlockOnlyThemselves() throws IOException {
        // More than fits into the buffers of a connection.
        table.fillWith(6_000, 2_000);
        String token = client.apiToken("read");
        URI url = URI.create(application.url());
        String request = "GET /api/computer HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nAccept: text/csv\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Socket socket = new Socket();
                slow.add(socket);
                socket.setReceiveBufferSize(4_096);
                socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> begun(slow) == 2);

            People.Person person = new People(application).add("viewer");
            TestClient other = new TestClient(application);
            assertThat(other.login(person.email(), person.password()).statusCode())
                    .isEqualTo(303);
            String few = encoded("{\"filters\":[{\"name\":\"id\",\"op\":\"le\",\"val\":3}]}");
            HttpResponse<String> exported =
                    other.send(other.request("/api/computer?q=" + few).header("Accept", "text/csv"));
            assertThat(exported.statusCode()).isEqualTo(200);
            assertThat(exported.body().lines()).hasSize(4);
            String grouped = encoded("{\"group_by\":[{\"field\":\"ram\"}]}");
            assertThat(client.get("/api/computer?q=" + grouped).statusCode()).isEqualTo(200);

            HttpResponse<String> refused =
                    client.send(client.request("/api/computer?q=" + few).header("Accept", "text/csv"));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).hasValue("5");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> export("/api/computer", "text/csv").statusCode() == 200);
    }

    private static int begun(List<Socket> sockets) throws IOException {
        int begun = 0;
        for (Socket socket : sockets) {
            begun += socket.getInputStream().available() > 0 ? 1 : 0;
        }
        return begun;
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
