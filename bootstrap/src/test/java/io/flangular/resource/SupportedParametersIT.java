package io.flangular.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.ComputerTable;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.TestClient;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Parameters and preconditions are respected or refused, never ignored. */
@SharesApplication
class SupportedParametersIT {
    private static final String BULK = "{\"ram\": \"x\", \"q\": {}}";

    private final RunningApplication application = RunningApplication.onH2();
    private final TestClient client = TestClient.signedIn(application);
    private final ComputerTable table = new ComputerTable(application.database());
    private Map<Long, List<String>> before = Map.of();

    @BeforeEach
    void fill() {
        table.fill("rows25");
        before = table.rows();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /api/computer?dry-run=true | {} | Did you mean dry_run? POST has these: dry_run, with.",
                "POST | /api/computer?dryRun=true | {} | Did you mean dry_run?",
                "POST | /api/computer?DRY_RUN=true | {} | Did you mean dry_run?",
                "POST | /api/computer?preview=1 | {} | \"preview\"",
                "POST | /api/computer?dry_run=1 | {} | dry_run must be true or false",
                "POST | /api/computer?dry_run | {} | dry_run must be true or false",
                "POST | /api/computer?dry_run=false&dry_run=true | {} | dry_run is given more than once",
                "POST | /api/computer;dry_run=true | {} | the query begins with a question mark",
                "PATCH | /api/computer/4;dry_run=true | {\"ram\": \"x\"} | the query begins with a question mark",
                "DELETE | /api/computer/4;dry_run=true | | the query begins with a question mark",
                "PATCH | /api/computer/4?with=chnage | {\"ram\": \"x\"} | with must be change",
                "POST | /api/computer?with= | {} | with must be change",
                "DELETE | /api/computer?q=%7B%7D&q=%7B%22filters%22:%5B%5D%7D | | q is given more than once",
                "DELETE | /api/computer?q=%7B%22filters%22:%5B%7B%22or%22:%5B%5D%7D%5D%7D | | must not be empty",
                "PATCH | /api/computer | {\"ram\": \"x\", \"q\": {\"filters\": [{\"and\": []}]}} | must not be empty",
                "DELETE | /api/computer?q=%7B%22limit%22:0%7D | | limit: must be at least 1",
                "DELETE | /api/computer?q=%7B%22limit%22:null%7D | | limit: must be at least 1",
                "PATCH | /api/computer | {\"ram\": \"x\", \"q\": {\"limit\": 0}} | limit: must be at least 1",
                "PUT | /api/computer/4?dryrun=true | {\"ram\": \"x\"} | \"dryrun\"",
                "PATCH | /api/computer/4?q=%7B%7D | {\"ram\": \"x\"} | \"q\"",
                "DELETE | /api/computer/4?if_match=1 | | \"if_match\"",
                "PATCH | /api/computer?limit=1 | {\"ram\": \"x\", \"q\": {}} | \"limit\" here. PATCH has these:"
                        + " dry_run.",
                "PATCH | /api/computer?q=%7B%7D | {\"ram\": \"x\", \"q\": {}} | q belongs into the body",
                "DELETE | /api/computer?q=%7B%22single%22:%22false%22%7D | | single: must be true or false",
                "DELETE | /api/computer?q=%7B%22single%22:0%7D | | single: must be true or false",
                "DELETE | /api/computer?q=%7B%7D&limit=1 | | \"limit\"",
                "DELETE | /api/computer?q=%7B%7D&q%5Bfilters%5D=1 | | \"q[filters]\"",
                "DELETE | /api/computer?q=%7B%22filter%22:%5B%5D%7D | | there are filters, order_by, single\"",
                "DELETE | /api/computer?q=%7B%22group_by%22:%5B%5D%7D | | group_by",
                "PATCH | /api/computer | {\"ram\": \"x\", \"q\": {\"filter\": []}} | there are filters, limit, offset,"
                        + " order_by\"",
                "PATCH | /api/computer | {\"ram\": \"x\", \"q\": {\"single\": true}} | single",
                "POST | /api/computer/4/history/1/restore?dryrun=true | | \"dryrun\"",
                "POST | /api/token?dry_run=true | {\"name\": \"x\", \"scope\": \"read\"} | \"dry_run\"",
                "PATCH | /api/account?dry_run=true | {\"name\": \"x\"} | \"dry_run\"",
                "DELETE | /api/account/session?dry_run=true | | \"dry_run\"",
                "POST | /api/user?dry_run=true | {\"email\": \"x@example.org\"} | \"dry_run\"",
            })
    void aChangeRefusesUnknownParameters(String method, String path, String body, String message) {
        HttpResponse<String> answer = client.json(method, path, body == null ? "" : body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body().replace("\\\"", "\"")).contains(message.replace("\\\"", "\""));
        assertThat(table.rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/computer?q[filters]=[object%20Object]",
                "/api/computer?q%5Bfilters%5D=x",
                "/api/computer?filters=x",
                "/api/computer?page=1&filters=x",
                "/api/computer?page=1&ram=8",
                "/api/computer?colour=red",
                "/api/computer?q=%7B%7D&page=1&colour=red",
                "/api/computer?Q=%7B%7D",
                "/api/computer?perPage=3",
                "/api/eval/computer?functions=count",
                "/api/eval/computer?q=%7B%7D&x=1",
            })
    void aSearchRefusesUnknownParameters(String path) {
        HttpResponse<String> answer = client.get(path.replace("[", "%5B").replace("]", "%5D"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(new JsonMapper().readTree(answer.body()).get("message").stringValue())
                .startsWith("There is no query parameter \"")
                .contains("GET has these: ")
                .contains("q");
        HttpResponse<String> export =
                client.send(client.request("/api/computer?foo=1").header("Accept", "text/csv"));
        assertThat(export.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/computer/4?wiht=change | There is no query parameter \"wiht\" here. GET has these: with.",
                "/api/computer/4?q={} | \"q\"",
                "/api/computer/4?with=chnage | with must be change",
                "/api/computer/4/history?pgae=2 | \"pgae\" here. GET has these: count, page, results_per_page.",
                "/api/computer/4/history?after=x | \"after\"",
                "/api/computer/4/history?count=no | count must be none",
                "/api/computer?page=4611686018427387904 | page must be a whole number from 1 to 999999999999999999",
                "/api/computer?count=false | count must be none",
                "/api/computer?count= | count must be none",
                "/api/computer;q={} | the query begins with a question mark",
                "/api/computer/export?page=2 | \"page\"",
                "/api/computer/export?q={\"single\":true} | \"single\" is not known here",
                "/api/computer?q={\"filter\":[]} | \"filter\" is not known here; there are filters, group_by",
                "/api/computer?q={\"disjunction\":true} | \"disjunction\" is not known here",
                "/api/computer?q={\"functions\":[]} | \"functions\" is not known here",
                "/api/computer?q={\"filters\":[{\"name\":\"ram\",\"op\":\"eq\",\"val\":\"x\",\"not\":true}]} | \"not\"",
                "/api/computer?q={\"filters\":[{\"or\":[],\"name\":\"ram\"}]} | \"name\" is not known here",
                "/api/eval/computer?q={\"functions\":[],\"filters\":[]} | \"filters\" is not known here; there are"
                        + " functions",
                "/api/eval/computer?q={\"functions\":[{\"name\":\"count\",\"field\":\"id\",\"distinct\":true}]} |"
                        + " \"distinct\"",
                "/api/computer?q={\"single\":\"true\"} | single: must be true or false",
                "/api/computer?q={\"single\":1} | single: must be true or false",
                "/api/computer?q={\"filters\":[{\"name\":\"ram\",\"op\":\"is_not_null\",\"val\":false}]} | leave out"
                        + " \"val\"",
                "/api/computer?q={\"filters\":[{\"name\":\"ram\",\"op\":\"is_null\",\"val\":\"8\"}]} | leave out"
                        + " \"val\"",
                "/api/computer?q={\"filters\":[{\"name\":\"ram\",\"op\":\"is_null\",\"val\":0}]} | leave out \"val\"",
                "/api/computer?q={\"filters\":[{\"name\":\"ram\",\"op\":\"is_null\",\"field\":\"id\"}]} | leave out"
                        + " \"val\"",
                "/api/computer?q={\"filters\":[{\"name\":\"ram\",\"op\":\"eq\",\"val\":\"x\",\"field\":\"power\"}]} |"
                        + " both",
                "/api/computer?q={\"filters\":[{\"name\":\"id\",\"op\":\"in\",\"val\":[1,null]}]} | null can only be",
                "/api/computer?q={\"filters\":[{\"name\":\"id\",\"op\":\"not_in\",\"val\":[null]}]} | null can only be",
                "/api/user?serch=anna | \"serch\"",
                "/api/user/1?x=y | \"x\"",
                "/api/audit?snice=2026-01-01T00:00:00Z | \"snice\"",
                "/api/session?x=y | \"x\"",
                "/api/openapi.json?x=y | \"x\"",
            })
    void readingRefusesParametersThatItWouldIgnore(String path, String message) {
        HttpResponse<String> answer =
                client.get(path.replace("{", "%7B").replace("}", "%7D").replace("\"", "%22"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body().replace("\\\"", "\"")).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /api/computer?q=%7B%7D | {\"q\": {\"filters\": []}} | DELETE has no body here",
                "DELETE | /api/computer?q=%7B%7D | x | DELETE has no body here",
                "DELETE | /api/computer/4 | {\"q\": {}} | the row itself",
                "DELETE | /api/computer/4 | {\"ram\": \"x\"} | the row itself",
                "DELETE | /api/computer/4 | {\"id\": 5} | The id in the body is not that of the URL",
                "DELETE | /api/computer/4 | {\"id\": 4, \"version\": 1} | version",
                "DELETE | /api/computer/4 | [] | Unable to decode data",
                "POST | /api/computer/4/history/1/restore | {\"version\": 1} | POST has no body here",
                "POST | /api/computer/4/history/1/restore | {} | POST has no body here",
                "GET | /api/computer | {\"q\": {}} | GET has no body here",
                "GET | /api/computer/4 | x | GET has no body here",
                "GET | /api/eval/computer | {\"functions\": []} | GET has no body here",
                "DELETE | /api/account/session | {\"id\": 1} | DELETE has no body here",
                "GET | /api/user | {\"search\": \"anna\"} | GET has no body here",
            })
    void aBodyWhereNoneIsReadIsRefused(String method, String path, String body, String message) {
        for (HttpRequest.BodyPublisher publisher : List.of(
                HttpRequest.BodyPublishers.ofString(body),
                HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(body)))) {
            HttpResponse<String> answer = client.send(client.request(path)
                    .header("Content-Type", "application/json")
                    .method(method, publisher));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains(message);
        }
        assertThat(table.rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=1", "results_per_page=5", "after=x", "before=end", "count=none", "with=change"})
    void csvRefusesParametersOfPages(String parameter) {
        HttpResponse<String> answer =
                client.send(client.request("/api/computer?" + parameter).header("Accept", "text/csv"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\\\"" + parameter.substring(0, parameter.indexOf('=')) + "\\\" here. GET has these: q.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"val\":null", "\"val\":true", "\"val\":null,\"field\":null"})
    void anEmptyOperandIsIgnored(String operand) {
        String filters = "{\"filters\":[{\"name\":\"ram\",\"op\":\"is_null\"%s}]}";
        String given = filters.formatted("," + operand);
        HttpResponse<String> answer = client.get("/api/computer?q=" + encoded(given));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(client.get("/api/computer?q=" + encoded(filters.formatted("")))
                        .body());
    }

    @Test
    void anEmptyBodyIsAccepted() {
        HttpRequest.BodyPublisher chunked =
                HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(""));
        for (String path : List.of("/api/computer/4", "/api/computer?q=%7B%22filters%22:%5B%5D%7D")) {
            assertThat(client.send(client.request(path).method("DELETE", chunked))
                            .statusCode())
                    .isBetween(200, 204);
        }
    }

    @Test
    void aDeletionMayHaveTheRowAsBody() {
        String row = client.get("/api/computer/4?with=change").body();
        assertThat(client.json("DELETE", "/api/computer/4", row).statusCode()).isEqualTo(204);
    }

    @Test
    void oneRecordedExchangeKeepsItsUnknownParameter() {
        assertThat(client.get("/api/computer?colour=red&page=2").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH | /api/computer | application/json | {\"ram\": \"x\", \"q\": {}} | If-Match: \"1\"",
                "PUT | /api/computer | application/json | {\"ram\": \"x\", \"q\": {}} | If-Match: *",
                "DELETE | /api/computer?q=%7B%7D | application/json | | If-Match: \"1\"",
                "POST | /api/computer | application/json | {} | If-Match: \"1\"",
                "POST | /api/computer | application/json | {} | If-None-Match: *",
                "POST | /api/computer | text/csv | ram | If-Match: \"1\"",
                "POST | /api/computer | text/csv | ram | Idempotency-Key: k",
                "PUT | /api/computer/4 | application/json | {\"ram\": \"x\"} | If-None-Match: *",
                "PUT | /api/computer/4 | application/json | {\"ram\": \"x\"} | If-Unmodified-Since: Sat, 28 Nov 2026"
                        + " 12:00:00 GMT",
                "PATCH | /api/computer | application/json | {\"ram\": \"x\", \"q\": {}} | Idempotency-Key: k",
                "POST | /api/computer/4/history/1/restore | application/json | | Idempotency-Key: k",
                "POST | /api/token | application/json | {\"name\": \"x\", \"scope\": \"read\"} | Idempotency-Key: k",
                "PATCH | /api/account | application/json | {\"name\": \"x\"} | If-Match: \"1\"",
            })
    void anUnsupportedPreconditionIsRefused(String method, String path, String type, String body, String header) {
        String[] pair = header.split(": ", 2);
        HttpResponse<String> answer = client.send(client.request(path)
                .header("Content-Type", type)
                .header(pair[0], pair[1])
                .method(method, HttpRequest.BodyPublishers.ofString(body == null ? "" : body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(pair[0]);
        assertThat(table.rows()).isEqualTo(before);
        assertThat(client.get("/api/token").body()).doesNotContain("\"x\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1\"",
                "W/\"1\"",
                "\"1-gzip\"",
                "W/\"1-gzip\"",
                "\"1-br\"",
                "\"1--gzip\"",
                "\"1;gzip\"",
                "\"7\", W/\"1\"",
                ",\"abc\" ,\"1\",",
                "*"
            })
    void ifMatchAcceptsEveryFormOfTheEtag(String tags) {
        assertThat(changed(tags, "{\"ram\": \"x\"}").statusCode()).isEqualTo(200);
        HttpResponse<String> late = changed(tags.equals("*") ? "\"1\"" : tags, "{\"ram\": \"y\"}");
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("Somebody else has changed this computer", "\"current_version\":2");
        assertThat(table.rows().get(4L)).contains("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1", "1\"", "'1'", "w/\"1\"", "W/1", "\"1\" \"2\"", "*, \"1\"", "", ",", "\"1\", 2"})
    void ifMatchRefusesMalformedEtags(String tags) {
        HttpResponse<String> answer = changed(tags, "{\"ram\": \"x\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("If-Match must be the ETag of the row with its quotes");
        assertThat(table.rows()).isEqualTo(before);
    }

    @Test
    void ifMatchWithAForeignEtagIsAnswered412() {
        for (String tag : List.of("\"abc\"", "\"0\"", "\"01\"", "\"1-foo\"", "\"\"", "W/\"x-gzip\"", "\"1-2\"")) {
            HttpResponse<String> answer = changed(tag, "{\"ram\": \"x\"}");
            assertThat(answer.statusCode()).as(tag).isEqualTo(412);
            assertThat(answer.body())
                    .contains("If-Match has no ETag of a row", "\"current_version\":1", "\"current\":{")
                    .doesNotContain("Somebody else");
            assertThat(answer.headers().firstValue("etag")).contains("\"1\"");
        }
        assertThat(table.rows()).isEqualTo(before);
    }

    @Test
    void ifNoneMatchAcceptsEveryFormOfTheEtag() {
        for (String path : List.of("/api/computer/4", "/api/computer", "/api/computer/4/history")) {
            String tag = client.get(path).headers().firstValue("etag").orElse("");
            String opaque = tag.substring(1, tag.length() - 1);
            for (String known : List.of(tag, "W/" + tag, "\"" + opaque + "-gzip\"", "\"x\", W/\"" + opaque + "-br\"")) {
                assertThat(client.send(client.request(path).header("If-None-Match", known))
                                .statusCode())
                        .as(path + " " + known)
                        .isEqualTo(304);
            }
            assertThat(client.send(client.request(path).header("If-None-Match", "\"x\""))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theEtagOfASingleResultDependsOnThatRowOnly() {
        String search = "/api/computer?q="
                + encoded("{\"single\":true,\"order_by\":[],\"filters\":"
                        + "[{\"name\":\"processor\",\"op\":\"eq\",\"val\":\"only this\"}]}");
        client.json("PATCH", "/api/computer/4", "{\"processor\": \"only this\"}");
        String tag = client.get(search).headers().firstValue("etag").orElse("");
        assertThat(conditional(search, tag).statusCode()).isEqualTo(304);
        client.json("PATCH", "/api/computer/4", "{\"processor\": \"other\"}");
        client.json("PATCH", "/api/computer/5", "{\"processor\": \"only this\"}");
        assertThat(conditional(search, tag).body()).contains("\"id\":5,");
        String other = client.get(search).headers().firstValue("etag").orElse("");
        assertThat(changed(other, "{\"ram\": \"x\"}").statusCode()).isEqualTo(412);
        assertThat(client.send(client.request("/api/computer/5")
                                .header("Content-Type", "application/json")
                                .header("If-Match", other)
                                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"ram\": \"x\"}")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theEtagOfAListChangesWithItsLinks() {
        String last = "/api/computer?count=none&page=3&results_per_page=10";
        for (int i = 0; i < 5; i++) {
            client.json("POST", "/api/computer", "{}");
        }
        HttpResponse<String> full = client.get(last);
        String tag = full.headers().firstValue("etag").orElse("");
        assertThat(full.headers().firstValue("link").orElse("")).doesNotContain("rel=\"next\"");
        assertThat(conditional(last, tag).statusCode()).isEqualTo(304);
        client.json("POST", "/api/computer", "{}");
        HttpResponse<String> answer = conditional(last, tag);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(full.body());
        assertThat(answer.headers().firstValue("link").orElse("")).contains("rel=\"next\"");
    }

    private HttpResponse<String> conditional(String path, String tag) {
        return client.send(client.request(path).header("If-None-Match", tag));
    }

    @Test
    void theVersionIsAlsoInTheBody() {
        assertThat(client.get("/api/computer/4?with=change").body()).contains("\"_change\":{\"version\":1,");
        assertThat(client.json("PATCH", "/api/computer/4?with=change", "{\"ram\": \"x\"}")
                        .body())
                .contains("\"_change\":{\"version\":2,");
        assertThat(client.json("POST", "/api/computer?with=change", "{}").body())
                .contains("\"_change\":{\"version\":1,");
    }

    @Test
    void theIdOfTheRowIsAllowedInItsBody() {
        for (String id : List.of("4", "\"4\"", "4.0")) {
            for (String method : List.of("PUT", "PATCH")) {
                assertThat(client.json(method, "/api/computer/4", "{\"id\": " + id + ", \"ram\": \"" + method + "\"}")
                                .statusCode())
                        .as(method + " " + id)
                        .isEqualTo(200);
            }
        }
        for (String other : List.of("5", "\"5\"", "\"04\"", "4.5", "null", "true", "\"\"", "[4]")) {
            assertThat(client.json("PUT", "/api/computer/4", "{\"id\": " + other + ", \"ram\": \"x\"}")
                            .statusCode())
                    .as(other)
                    .isEqualTo(400);
        }
        assertThat(client.json("PATCH", "/api/computer", "{\"id\": \"4\", \"q\": {}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.json("PATCH", "/api/computer", BULK).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> changed(String tags, String body) {
        return client.send(client.request("/api/computer/4")
                .header("Content-Type", "application/json")
                .header("If-Match", tags)
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String encoded(String q) {
        return URLEncoder.encode(q, StandardCharsets.UTF_8);
    }
}
