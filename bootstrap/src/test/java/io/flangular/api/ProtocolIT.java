package io.flangular.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.ComputerTable;
import io.flangular.support.OnBothDatabases;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replays exchanges that were recorded from Flask-Restless 0.17 and compares: status, headers, body, and what the table
 * holds afterwards. An error body must hold the recorded members and may hold more; {@code Link} must hold the recorded
 * relations. The recorded host is {@code golden.example}.
 */
@OnBothDatabases
class ProtocolIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode CASES = ComputerTable.read("cases.json").get("cases");
    private static final Pattern LINK = Pattern.compile("<([^>]*)>; rel=\"(\\w+)\"");
    private static final String RECORDED_HOST = "http://golden.example";

    private final RunningApplication application;

    ProtocolIT(RunningApplication application) {
        this.application = application;
    }

    @TestFactory
    Stream<DynamicTest> recordedRequestsAreAnsweredAsRecorded() {
        TestClient client = TestClient.signedIn(application);
        return CASES.valueStream()
                .map(recorded ->
                        DynamicTest.dynamicTest(recorded.get("name").stringValue(), () -> replay(client, recorded)));
    }

    @Test
    void allRecordedCasesArePresent() {
        assertThat(CASES.size()).isEqualTo(135);
    }

    private void replay(TestClient client, JsonNode recorded) {
        ComputerTable table = new ComputerTable(application.database());
        table.fill(recorded.get("setup").stringValue());

        HttpRequest.Builder request =
                client.request(recorded.get("path_encoded").stringValue());
        recorded.get("request_headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().stringValue()));
        JsonNode body = recorded.get("request_body");
        request.method(
                recorded.get("method").stringValue(),
                body.isNull()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body.stringValue()));
        HttpResponse<String> answer = client.send(request);

        List<String> loose =
                recorded.get("loose").valueStream().map(JsonNode::stringValue).toList();
        assertThat(answer.statusCode())
                .as("status; the body is %s", answer.body())
                .isEqualTo(recorded.get("status").intValue());
        compareHeaders(application.url(), recorded.get("response_headers"), answer, loose);
        if (!loose.contains("body")) {
            compareBody(recorded, answer);
        }
        assertThat(table.rows()).isEqualTo(afterwards(recorded));
    }

    private static void compareHeaders(String url, JsonNode recorded, HttpResponse<String> answer, List<String> loose) {
        boolean isError = answer.statusCode() >= 400;
        recorded.properties().forEach(header -> {
            String expected = header.getValue().stringValue();
            String actual = answer.headers().firstValue(header.getKey()).orElse("");
            switch (header.getKey()) {
                case "Content-Type" ->
                    assertThat(actual).as("Content-Type").isEqualTo(isError ? "application/problem+json" : expected);
                case "Allow" -> assertThat(words(actual)).as("Allow").isEqualTo(words(expected));
                case "Location" -> assertThat(actual).as("Location").isEqualTo(expected.replace(RECORDED_HOST, url));
                case "Link" -> {
                    Map<String, Map<String, String>> links = links(actual);
                    links(expected).forEach((relation, parameters) -> {
                        if (!(loose.contains("Link") && parameters.get("page").equals("0"))) {
                            assertThat(actual)
                                    .as("Link")
                                    .startsWith(expected.substring(0, expected.indexOf('?'))
                                            .replace(RECORDED_HOST, url));
                            assertThat(links).as("Link").containsKey(relation);
                            assertThat(links.get(relation)).as(relation).containsAllEntriesOf(parameters);
                        }
                    });
                }
                default -> assertThat(actual).as(header.getKey()).isEqualTo(expected);
            }
        });
    }

    private static void compareBody(JsonNode recorded, HttpResponse<String> answer) {
        switch (recorded.get("response_body_kind").stringValue()) {
            case "empty" -> assertThat(answer.body()).isEmpty();
            case "json" -> {
                JsonNode actual = JSON.readTree(answer.body());
                JsonNode expected = recorded.get("response_body");
                if (answer.statusCode() < 400) {
                    assertThat(actual).isEqualTo(expected);
                } else {
                    expected.properties()
                            .forEach(member ->
                                    assertThat(actual.get(member.getKey())).isEqualTo(member.getValue()));
                }
            }
            default -> assertThat(answer.body()).isNotNull();
        }
    }

    private static Map<Long, List<String>> afterwards(JsonNode recorded) {
        JsonNode effect = recorded.get("db_effect");
        Map<Long, List<String>> rows = new TreeMap<>();
        ComputerTable.recorded(recorded.get("setup").stringValue())
                .forEach(row -> rows.put(row.get("id").longValue(), ComputerTable.texts(row)));
        effect.get("removed")
                .forEach(row -> rows.remove(row.isObject() ? row.get("id").longValue() : row.longValue()));
        effect.get("added").forEach(row -> rows.put(row.get("id").longValue(), ComputerTable.texts(row)));
        effect.get("changed").forEach(row -> {
            JsonNode after = row.has("after") ? row.get("after") : row;
            rows.put(after.get("id").longValue(), ComputerTable.texts(after));
        });
        return rows;
    }

    private static Map<String, Map<String, String>> links(String header) {
        Map<String, Map<String, String>> links = new TreeMap<>();
        Matcher matcher = LINK.matcher(header);
        while (matcher.find()) {
            String query = matcher.group(1).substring(matcher.group(1).indexOf('?') + 1);
            links.put(
                    matcher.group(2),
                    Arrays.stream(query.split("&"))
                            .map(pair -> pair.split("=", 2))
                            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
        }
        return links;
    }

    private static TreeSet<String> words(String list) {
        return new TreeSet<>(List.of(list.split(", *")));
    }
}
