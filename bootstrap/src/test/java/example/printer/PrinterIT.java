package example.printer;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A second resource passes through all layers without code of its own. */
class PrinterIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static RunningApplication application;
    private static TestClient client;

    @BeforeAll
    static void start() {
        application = PrinterApplication.start();
        client = TestClient.signedIn(application);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void aResourceTakesAtMostFourFilesAndSixtyLines() throws IOException {
        List<Path> files = List.of(
                Path.of("src/test/java/example/printer/Printer.java"),
                Path.of("src/test/resources/db/application/V900__example_printer.sql"),
                Path.of("../frontend/test/printer.ts"));
        long lines = 0;
        for (Path file : files) {
            lines += Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("/") && !line.startsWith("*"))
                    .count();
        }
        // The registration and the menu's entry are a line each, and may be touched besides.
        assertThat(files).hasSizeLessThanOrEqualTo(4);
        assertThat(lines).isLessThanOrEqualTo(60);
    }

    @Test
    void theWholeProtocolIsSupported() {
        HttpResponse<String> created =
                client.json("POST", "/api/example_printer", "{\"name\": \"Etage 3\", \"pages\": 7, \"colour\": true}");
        assertThat(created.statusCode()).isEqualTo(201);
        String row = created.headers().firstValue("location").orElseThrow();
        JsonNode body = JSON.readTree(created.body());
        assertThat(body.get("name").stringValue()).isEqualTo("Etage 3");
        assertThat(body.get("location").isNull()).isTrue();
        assertThat(body.get("pages").intValue()).isEqualTo(7);
        assertThat(body.get("colour").booleanValue()).isTrue();

        assertThat(client.json("PATCH", row, "{\"pages\": 8}").body()).contains("\"pages\":8");
        assertThat(client.get(
                                "/api/example_printer?q=%7B%22filters%22:%5B%7B%22name%22:%22pages%22,%22op%22:%22gt%22,%22val%22:7%7D%5D%7D")
                        .body())
                .contains("\"num_results\":1");
        assertThat(client.get(
                                "/api/eval/example_printer?q=%7B%22functions%22:%5B%7B%22name%22:%22sum%22,%22field%22:%22pages%22%7D%5D%7D")
                        .body())
                .isEqualTo("{\"sum__pages\":8}");
        assertThat(client.json("DELETE", row, "").statusCode()).isEqualTo(204);
        assertThat(client.get(row).statusCode()).isEqualTo(404);
    }

    @Test
    void csvIsImportedAndExported() {
        HttpResponse<String> imported = client.send(client.request("/api/example_printer")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString("pages;name;colour\n7;=1;true\n")));
        assertThat(imported.body()).contains("\"num_created\":1");
        assertThat(client.send(client.request("/api/example_printer").header("Accept", "text/csv"))
                        .body())
                .startsWith("id,name,location,pages,colour\r\n")
                .contains(",'=1,,7,true\r\n");
        assertThat(client.send(client.request("/api/example_printer?dry_run=true")
                                .header("Content-Type", "text/csv")
                                .POST(HttpRequest.BodyPublishers.ofString("pages;name;colour\n-7;;x\n")))
                        .body())
                .contains("\"num_errors\":2");
        assertThat(client.json("DELETE", "/api/example_printer?q=%7B%7D", "").body())
                .contains("\"num_deleted\":1");
    }

    @Test
    void allViolationsOfItsRulesAreReportedAtOnce() {
        HttpResponse<String> refused =
                client.json("POST", "/api/example_printer", "{\"name\": \" \", \"pages\": -1, \"colour\": false}");
        assertThat(refused.statusCode()).isEqualTo(400);
        JsonNode errors = JSON.readTree(refused.body()).get("validation_errors");
        assertThat(errors.get("name").stringValue()).isEqualTo("must not be blank");
        assertThat(errors.get("pages").stringValue()).isEqualTo("must not be negative");

        JsonNode wrongTypes = JSON.readTree(
                        client.json("POST", "/api/example_printer", "{\"name\": 1, \"pages\": 2.5, \"colour\": \"no\"}")
                                .body())
                .get("validation_errors");
        assertThat(wrongTypes.propertyNames()).containsExactlyInAnyOrder("name", "pages", "colour");
    }
}
