package io.flangular.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.ComputerTable;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.TestClient;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How requests are parsed in cases that the recorded exchanges do not cover. */
@SharesApplication
class RequestIT {
    private static final JsonMapper JSON = new JsonMapper();

    private final RunningApplication application = RunningApplication.onH2();
    private final TestClient client = TestClient.signedIn(application);

    @BeforeEach
    void fill() {
        new ComputerTable(application.database()).fill("rows25");
    }

    @Test
    void aParameterWithoutAValueIsEmpty() {
        assertThat(message(client.get("/api/computer?q"))).isEqualTo("Unable to decode data");
        assertThat(message(client.get("/api/computer?page"))).startsWith("page must be");
        assertThat(message(client.get("/api/eval/computer?q"))).isEqualTo("Empty query parameter");
        assertThat(message(client.send(client.request("/api/computer?q").DELETE())))
                .isEqualTo("Unable to decode search query");
    }

    @Test
    void filtersCanBeNestedEightDeep() {
        assertThat(search(nested(8)).statusCode()).isEqualTo(200);
        assertThat(message(search(nested(9)))).isEqualTo("Unable to construct query");
    }

    @Test
    void parametersOfTheContentTypeAreIgnored() {
        for (String more : List.of("", "; charset=utf-8", ";charset=\"UTF8\"", "; a=\"b", "; a=\"b, c\"", "; =")) {
            assertThat(posted("application/json" + more, "{\"ram\": \"ü\"}").statusCode())
                    .as(more)
                    .isEqualTo(201);
        }
        for (String other : List.of("text/json", "text/csvx", "text/csv+x", "x application/json")) {
            assertThat(posted(other, "{\"ram\": \"ü\"}").statusCode()).as(other).isEqualTo(415);
        }
    }

    @Test
    void aRequestHasOneContentType() {
        for (String path : List.of("/api/computer", "/api/computer/import", "/api/token", "/login")) {
            for (List<String> types : List.of(
                    List.of("application/json", "application/json"),
                    List.of("application/json", "text/csv"),
                    List.of("application/json, text/plain"),
                    List.of("text/csv; a=\"b,\", application/json"),
                    List.of("application/x-www-form-urlencoded", "application/json"))) {
                HttpRequest.Builder request = client.request(path);
                types.forEach(type -> request.header("Content-Type", type));
                HttpResponse<String> answer = client.send(request.POST(HttpRequest.BodyPublishers.ofString("{}")));
                assertThat(answer.statusCode()).as(path + types + answer.body()).isEqualTo(415);
                assertThat(answer.body()).contains("more than one Content-Type");
            }
        }
    }

    @Test
    void refusalsNameTheSupportedMethodsAndTypes() {
        for (String path : List.of("/api/openapi.json", "/api/token", "/api/computer/1/history")) {
            HttpResponse<String> answer = client.json("PUT", path, "{}");
            assertThat(answer.statusCode()).as(path).isEqualTo(405);
            String allowed = answer.headers().firstValue("allow").orElse("").replaceAll(", *", ", ");
            assertThat(answer.body())
                    .contains("This address knows only " + allowed + ".")
                    .contains("GET");
        }
        HttpResponse<String> login = new TestClient(application).json("POST", "/login", "{}");
        assertThat(login.statusCode()).isEqualTo(415);
        assertThat(login.body()).contains("application/x-www-form-urlencoded");
    }

    @Test
    void errorsNameTheirPlace() {
        assertThat(detail(client.get(function("median", "id"))))
                .isEqualTo("functions[1]: there is no function \"median\"; there are count, sum, avg, min, max");
        assertThat(detail(client.get(function("max", "colour"))))
                .isEqualTo("functions[1]: there is no field \"colour\"; there are id, processor, ram, power");
        assertThat(detail(client.json("POST", "/api/computer", "{\"ram\": \"x\", \"ram\": \"y\"}")))
                .startsWith("The field \"ram\" is given twice (line 1, column ");
        JsonNode refused =
                JSON.readTree(client.json("POST", "/api/computer", "{\"colour\": 1, \"ram\": 2, \"Power\": 3}")
                        .body());
        assertThat(refused.get("message").stringValue()).isEqualTo("Model does not have field 'colour'");
        assertThat(refused.get("validation_errors").propertyNames()).containsExactly("colour", "ram", "Power");
    }

    private static String function(String name, String field) {
        String second = "{\"name\": \"" + name + "\", \"field\": \"" + field + "\"}";
        return "/api/eval/computer?q="
                + URLEncoder.encode(
                        "{\"functions\": [{\"name\": \"count\", \"field\": \"id\"}, " + second + "]}",
                        StandardCharsets.UTF_8);
    }

    private static String detail(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return JSON.readTree(answer.body()).get("detail").stringValue();
    }

    @Test
    void aBulkChangeNamesTheRowThatRefusesIt() {
        String half = "x".repeat(140_000);
        assertThat(client.json("PATCH", "/api/computer/7", "{\"ram\": \"" + half + "\"}")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer = client.json("PATCH", "/api/computer", "{\"power\": \"" + half + "\", \"q\": {}}");
        assertThat(message(answer)).contains("The row with the id 7 cannot be changed", "characters together");
    }

    @Test
    void anotherCharsetThanUtf8IsRefused() {
        for (String more : List.of(";charset=iso-8859-1", "; Charset=\"utf-16\"", "; a=b; charset = windows-1252")) {
            for (String path : List.of("/api/computer", "/api/token")) {
                HttpResponse<String> answer = client.send(client.request(path)
                        .header("Content-Type", "application/json" + more)
                        .POST(HttpRequest.BodyPublishers.ofString("{}")));
                assertThat(answer.statusCode()).as(path + more).isEqualTo(415);
                assertThat(answer.body()).contains("The body must be in UTF-8");
            }
        }
        HttpResponse<String> form = new TestClient(application)
                .send(client.request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded; charset=iso-8859-1")
                        .POST(HttpRequest.BodyPublishers.ofString("email=x&password=%FC")));
        assertThat(form.statusCode()).isEqualTo(415);
    }

    @Test
    void aSearchIsAcceptedAsBrowsersAndScriptsEncodeIt() throws IOException {
        String q = "{\"filters\":[{\"name\":\"ram\",\"op\":\"like\",\"val\":\"8%\"}]}";
        String asIs = answerTo("/api/computer?q=" + q);
        assertThat(asIs).startsWith("HTTP/1.1 200 ");
        assertThat(asIs).endsWith(search(q).body());
        assertThat(answerTo("/api/computer?q=%7B" + q.substring(1).replace("\"", "%22")))
                .startsWith("HTTP/1.1 200 ");
        assertThat(answerTo("/api/computer?q={|%zz")).contains("Unable to decode data");
    }

    @Test
    void aHistoryIsNotCountedWithCountNone() {
        client.json("PUT", "/api/computer/4", "{\"ram\": \"x\"}");
        JsonNode history =
                JSON.readTree(client.get("/api/computer/4/history?count=none").body());
        assertThat(history.get("objects").size()).isOne();
        assertThat(history.get("num_results").intValue()).isEqualTo(-1);
        assertThat(history.get("total_pages").intValue()).isEqualTo(-1);
    }

    private HttpResponse<String> posted(String type, String body) {
        return client.send(client.request("/api/computer")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** What is answered to a GET of exactly these characters, which no client of the library would send. */
    private String answerTo(String address) throws IOException {
        URI site = URI.create(application.url());
        HttpRequest request = client.request("/").build();
        StringBuilder text = new StringBuilder("GET " + address + " HTTP/1.1\r\nHost: localhost\r\n");
        request.headers()
                .map()
                .forEach((name, values) ->
                        text.append(name).append(": ").append(values.getFirst()).append("\r\n"));
        try (Socket socket = new Socket(site.getHost(), site.getPort())) {
            socket.getOutputStream()
                    .write(text.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> search(String q) {
        return client.get("/api/computer?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
    }

    private static String nested(int depth) {
        String filter = "{\"name\":\"id\",\"op\":\"==\",\"val\":4}";
        for (int i = 0; i < depth; i++) {
            filter = "{\"" + (i % 2 == 0 ? "or" : "and") + "\":[" + filter + "]}";
        }
        return "{\"filters\":[" + filter + "]}";
    }

    private static String message(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return JSON.readTree(answer.body()).get("message").stringValue();
    }
}
