package io.flangular.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.ComputerTable;
import io.flangular.support.OnBothDatabases;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnBothDatabases
class PagingIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern LINK = Pattern.compile("<([^>]*)>; rel=\"(\\w+)\"");
    private static final int ROWS = 53;

    private final RunningApplication application;
    private final ComputerTable table;
    private final TestClient client;

    PagingIT(RunningApplication application) {
        this.application = application;
        this.table = new ComputerTable(application.database());
        this.client = TestClient.signedIn(application);
    }

    @BeforeEach
    void fill() {
        table.fillWith(ROWS);
        application
                .database()
                .sql("update computer set ram = concat(mod(id, 4), ' GB'),"
                        + " power = case when mod(id, 3) = 0 then null else concat(mod(id, 7), ' W') end")
                .then()
                .block();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"order_by\":[{\"field\":\"id\",\"direction\":\"desc\"}]}",
                "{\"order_by\":[{\"field\":\"power\"}]}",
                "{\"order_by\":[{\"field\":\"power\",\"direction\":\"desc\"}]}",
                "{\"order_by\":[{\"field\":\"ram\",\"direction\":\"desc\"},{\"field\":\"power\"}]}",
                "{\"filters\":[{\"name\":\"ram\",\"op\":\"ne\",\"val\":\"2"
                        + " GB\"}],\"order_by\":[{\"field\":\"power\"}]}",
                "{\"order_by\":[{\"field\":\"power\"}],\"limit\":31,\"offset\":3}",
            })
    void linksVisitEveryRowOnceForwardsAndBackwards(String q) {
        String parameters = "results_per_page=6&q=" + encoded(q);
        List<Long> all = byNumber(parameters);
        for (String count : List.of("", "&count=none", "&with=change")) {
            String first = "/api/computer?" + parameters + count;
            assertThat(following("next", first, false)).isEqualTo(all);
            assertThat(links(client.get(first)).values()).allMatch(link -> link.contains(count));
            String last = links(client.get(first)).get("last");
            if (last != null) {
                assertThat(following("prev", last, false).reversed()).isEqualTo(all);
            } else {
                assertThat(q)
                        .as("only pages of a limited search are found by number")
                        .contains("limit");
            }
        }
    }

    @Test
    void rowsInsertedMeanwhileDoNotShiftPages() {
        String q = encoded("{\"order_by\":[{\"field\":\"power\",\"direction\":\"desc\"}]}");
        List<Long> all = byNumber("results_per_page=6&q=" + q);
        List<Long> found = following("next", "/api/computer?results_per_page=6&q=" + q, true);
        assertThat(found).doesNotHaveDuplicates();
        assertThat(found.stream().filter(all::contains)).isEqualTo(all);
    }

    @Test
    void pagesByCursorHaveANumberToo() {
        HttpResponse<String> first = client.get("/api/computer");
        assertThat(links(first).get("next"))
                .startsWith(application.url() + "/api/computer?page=2&results_per_page=10&after=");
        HttpResponse<String> second = client.get(links(first).get("next"));
        assertThat(body(second).get("page").intValue()).isEqualTo(2);
        assertThat(body(second).get("num_results").intValue()).isEqualTo(ROWS);
        assertThat(body(second)).isEqualTo(body(client.get("/api/computer?page=2")));
        assertThat(links(second).get("prev"))
                .startsWith(application.url() + "/api/computer?page=1&results_per_page=10&before=");
        HttpResponse<String> last = client.get(links(first).get("last"));
        assertThat(links(first).get("last"))
                .isEqualTo(application.url() + "/api/computer?page=6&results_per_page=10&before=end");
        assertThat(body(last)).isEqualTo(body(client.get("/api/computer?page=6")));
        assertThat(links(last)).doesNotContainKey("next").containsKeys("first", "prev");
    }

    @Test
    void withoutACountTheLastPageHasNoNumber() {
        HttpResponse<String> last = client.get("/api/computer?count=none&before=end");
        assertThat(body(last).get("page").intValue()).isEqualTo(-1);
        assertThat(body(last).get("num_results").intValue()).isEqualTo(-1);
        assertThat(ids(last)).hasSize(10).last().isEqualTo((long) ROWS);
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        String next = links(client.get("/api/computer?q=" + encoded("{\"order_by\":[{\"field\":\"ram\"}]}")))
                .get("next");
        String cursor = next.substring(next.indexOf("after=") + 6);
        refused("after=" + cursor, "another order");
        refused("after=", "not a valid cursor");
        refused("after=%F0%9F%9A%80", "not a valid cursor");
        refused("before=x", "not a valid cursor");
        refused("after=end", "not a valid cursor");
        refused("after=" + base64("[1]"), "not a valid cursor");
        refused("after=" + base64("{\"by\":\"+id\",\"at\":[1,2]}"), "not a valid cursor");
        for (String keys : List.of("[]", "[null]", "[\"1\"]", "[1.5]", "[99999999999999999999]", "[{}]")) {
            refused("after=" + base64("{\"by\":\"+id\",\"at\":" + keys + "}"), "not one of this list");
        }
        refused("before=end&after=" + base64("{\"by\":\"+id\",\"at\":[1]}"), "not both");
        refused("before=end&q=" + encoded("{\"limit\":5}"), "use page");
        String unstorable = base64("{\"by\":\"+ram+id\",\"at\":[\"\\u0000\",1]}");
        refused(
                "after=" + unstorable + "&q=" + encoded("{\"order_by\":[{\"field\":\"ram\"}]}"),
                "not one of this list");
    }

    @Test
    void aPageNumberThatContradictsTheCursorIsRefused() {
        String next = links(client.get("/api/computer")).get("next").replaceFirst(".*\\?page=2&", "");
        assertThat(ids(client.get("/api/computer?page=2&" + next))).hasSize(10);
        assertThat(body(client.get("/api/computer?" + next)).get("page").intValue())
                .isEqualTo(-1);
        refused("page=3&" + next, "page is 3, but after leads to page 2:");
        refused("page=1&" + next, "page is 1, but after leads to a later one:");
        String previous = links(client.get("/api/computer?page=3")).get("prev").replaceFirst(".*\\?page=2&", "");
        refused("page=3&" + previous, "page is 3, but before leads to page 2:");
    }

    @Test
    void theLastPageHasItsActualNumber() {
        for (long said : List.of(5L, 6L, 9999999999999L)) {
            assertThat(body(client.get("/api/computer?before=end&page=" + said))
                            .get("page")
                            .intValue())
                    .isEqualTo(6);
            assertThat(body(client.get("/api/computer?before=end&count=none&page=" + said))
                            .get("page")
                            .intValue())
                    .isEqualTo(-1);
        }
    }

    @Test
    void aCursorWithANumberNeedsTheSamePageSize() {
        String next = links(client.get("/api/computer?results_per_page=5")).get("next");
        assertThat(body(client.get(next)).get("page").intValue()).isEqualTo(2);
        String cursor = next.substring(next.indexOf("after="));
        refused("page=2&results_per_page=20&" + cursor, "another results_per_page than 20");
        JsonNode other = body(client.get("/api/computer?results_per_page=20&" + cursor));
        assertThat(other.get("page").intValue()).isEqualTo(-1);
        assertThat(other.get("objects").get(0).get("id").longValue()).isEqualTo(6);
        refused("page=2&after=" + base64("{\"by\":\"+id\",\"at\":[10]}"), "does not tell which page");
    }

    @Test
    void everyLinkOfEveryPageLeadsToAPage() {
        for (String count : List.of("", "&count=none")) {
            LinkedHashSet<String> seen = new LinkedHashSet<>();
            List<String> open = new ArrayList<>(List.of("/api/computer?results_per_page=20" + count));
            while (!open.isEmpty()) {
                String address = open.removeLast();
                HttpResponse<String> answer = client.get(address);
                assertThat(ids(answer)).as(address).isNotEmpty();
                links(answer).values().stream().filter(seen::add).forEach(open::add);
            }
            assertThat(seen).hasSizeGreaterThan(4);
        }
    }

    @Test
    void stringsTooLongForACursorMakeNoDifference() {
        String text = "x".repeat(100_000);
        for (int i = 0; i < 3; i++) {
            client.json("POST", "/api/computer", "{\"ram\": \"" + text + i + "\"}");
        }
        String parameters = "results_per_page=2&q=" + encoded("{\"order_by\":[{\"field\":\"ram\"}]}");
        List<Long> all = byNumber(parameters);
        assertThat(all).hasSize(ROWS + 3);
        for (String count : List.of("", "&count=none")) {
            String first = "/api/computer?" + parameters + count;
            assertThat(following("next", first, false)).isEqualTo(all);
            String last = links(client.get(first)).get("last");
            assertThat(following("prev", last, false).reversed()).isEqualTo(all);
        }
    }

    @Test
    void aCursorStaysValidWhenItsRowIsDeleted() {
        for (int i = 0; i < 3; i++) {
            client.json("POST", "/api/computer", "{\"ram\": \"" + "x".repeat(5_000) + i + "\"}");
        }
        String q = "&q=" + encoded("{\"order_by\":[{\"field\":\"ram\",\"direction\":\"desc\"}]}");
        HttpResponse<String> first = client.get("/api/computer?results_per_page=2" + q);
        String next = links(first).get("next");
        List<Long> rest = ids(client.get(next));
        assertThat(rest).hasSize(2).doesNotContainAnyElementsOf(ids(first));
        client.send(client.request("/api/computer/" + ids(first).getLast()).DELETE());
        assertThat(ids(client.get(next))).isEqualTo(rest);
        // As they were when a cursor had the whole text of its row.
        String whole = base64("{\"by\":\"-ram+id\",\"at\":[\"" + "x".repeat(900) + "0\","
                + ids(first).getLast() + "]}");
        assertThat(ids(client.get("/api/computer?results_per_page=2" + q + "&after=" + whole)))
                .isEqualTo(rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "prev"})
    void pagingOverLongStringsVisitsEveryRowWhilePagesAreDeleted(String relation) {
        String first = longTexts(relation);
        List<Long> all = byNumber(first.substring(first.indexOf('?') + 1).replace("&before=end", ""));
        List<Long> found = walk(relation, first, ids -> {
            HttpResponse<String> answer = client.send(client.request("/api/computer?q="
                            + encoded("{\"filters\":[{\"name\":\"id\",\"op\":\"in\",\"val\":" + ids + "}]}"))
                    .DELETE());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        });
        assertThat(found).isEqualTo(relation.equals("prev") ? all.reversed() : all);
        assertThat(table.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "prev"})
    void pagingOverLongStringsContinuesAtTheOldPlaceOfAChangedRow(String relation) {
        String first = longTexts(relation);
        boolean backwards = relation.equals("prev");
        List<Long> all = byNumber(first.substring(first.indexOf('?') + 1).replace("&before=end", ""));
        // Each of these rows moves to where the walk has been.
        String moved = backwards ? "{\"ram\": \"zzz\"}" : "{\"ram\": \"a\"}";
        List<Long> found = walk(relation, first, ids -> {
            String row = "/api/computer/" + ids.getLast();
            assertThat(client.json("PUT", row, moved).statusCode()).isEqualTo(200);
            assertThat(client.json("PUT", row, "{\"power\": \"1 W\"}").statusCode())
                    .isEqualTo(200);
        });
        assertThat(found).isEqualTo(backwards ? all.reversed() : all);
    }

    @Test
    void aCursorOfAnUnrecordedRowIsRefusedAlsoWithANumber() {
        String first = longTexts("next");
        String next = links(client.get(first)).get("next");
        long last = ids(client.get(first)).getLast();
        application
                .database()
                .sql("delete from computer where id = " + last)
                .then()
                .block();
        assertThat(next).contains("?page=2&");
        refused(next.replaceFirst(".*\\?", ""), "is gone; start anew");
        String ofBefore = base64("{\"by\":\"+ram+processor+id\",\"row\":" + ROWS + "}");
        refused(first.replaceFirst(".*\\?", "") + "&after=" + ofBefore, "is gone; start anew");
    }

    @ParameterizedTest
    @ValueSource(ints = {249, 744, 1_100, 2_000})
    void pagingThroughALongSearchFitsIntoHeadersOfFourKilobytes(int length) {
        longTexts("next");
        String q = "{\"filters\":[{\"name\":\"power\",\"op\":\"ne\",\"val\":\"\"}],\"order_by\":[{\"field\":\"ram\"}]}";
        q = q.replace("\"\"", '"' + "n".repeat(length - q.length()) + '"');
        for (String count : List.of("", "&count=none")) {
            String parameters = "results_per_page=6" + count + "&q=" + encoded(q);
            List<Long> all = byNumber(parameters);
            assertThat(all).hasSizeGreaterThan(30);
            assertThat(walk("next", "/api/computer?" + parameters, ids -> {})).isEqualTo(all);
            assertThat(walk("prev", "/api/computer?" + parameters + "&before=end", ids -> {})
                            .reversed())
                    .isEqualTo(all);
        }
    }

    @Test
    void linksKeepAllOtherParameters() {
        for (String given : List.of("&colour=dark%20red&with=change&empty=", "&q=%7B%7D&with=change")) {
            HttpResponse<String> second = client.get("/api/computer?page=2&page=3" + given + "&results_per_page=7");
            assertThat(links(second)).containsOnlyKeys("first", "prev", "next", "last");
            assertThat(links(second).values())
                    .allMatch(link -> link.contains("results_per_page=7" + given))
                    .noneMatch(link -> link.contains("page=2"));
        }
    }

    /** Makes all rows long, some of them the same, and gives the first page in their order. */
    private String longTexts(String relation) {
        application
                .database()
                .sql("update computer set ram = concat(repeat('x', 300), mod(id, 4)),"
                        + " processor = concat(mod(id, 7), repeat('y', 400)),"
                        + " power = concat(mod(id, 3), ' W')")
                .then()
                .block();
        return "/api/computer?results_per_page=6&q="
                + encoded("{\"order_by\":[{\"field\":\"ram\"},{\"field\":\"processor\"}]}")
                + (relation.equals("prev") ? "&before=end" : "");
    }

    /**
     * All ids on the way by Link, or by the cursor in the body where it has none; after each page something is
     * done.
     */
    private List<Long> walk(String relation, String from, Consumer<List<Long>> afterPage) {
        String parameter = relation.equals("prev") ? "before" : "after";
        List<Long> found = new ArrayList<>();
        int pages = 0;
        for (String address = from; address != null && pages < 2 * ROWS; pages++) {
            HttpResponse<String> answer = client.get(address);
            List<Long> ids = relation.equals("prev") ? ids(answer).reversed() : ids(answer);
            found.addAll(ids);
            assertThat(headBytes(answer)).isLessThan(4_096);
            address = links(answer).get(relation);
            JsonNode cursor = body(answer).get(parameter);
            assertThat(address == null || cursor == null).as("given once").isTrue();
            if (cursor != null) {
                address = from.replace("&before=end", "") + "&" + parameter + "=" + cursor.stringValue();
            }
            afterPage.accept(ids);
        }
        return found;
    }

    private static int headBytes(HttpResponse<String> answer) {
        int line = "HTTP/1.1 200 OK\r\n\r\n".length();
        return answer.headers().map().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value + "\r\n"))
                .mapToInt(String::length)
                .reduce(line, Integer::sum);
    }

    private void refused(String parameters, String because) {
        HttpResponse<String> answer = client.get("/api/computer?" + parameters);
        assertThat(answer.statusCode()).as(parameters).isEqualTo(400);
        assertThat(body(answer).get("detail").stringValue()).as(parameters).contains(because);
    }

    private List<Long> byNumber(String parameters) {
        List<Long> ids = new ArrayList<>();
        for (int page = 1; page == 1 || ids.size() > (page - 2) * 2; page++) {
            List<Long> found = ids(client.get("/api/computer?" + parameters + "&page=" + page));
            if (found.isEmpty()) {
                break;
            }
            ids.addAll(found);
        }
        return ids;
    }

    /** All ids on the way; of a way backwards the last one first. */
    private List<Long> following(String relation, String from, boolean insert) {
        List<Long> found = new ArrayList<>();
        LinkedHashSet<String> seen = new LinkedHashSet<>();
        for (String address = from; address != null && seen.size() < 60; ) {
            assertThat(seen.add(address)).as(address).isTrue();
            HttpResponse<String> answer = client.get(address);
            List<Long> ids = ids(answer);
            found.addAll(relation.equals("prev") ? ids.reversed() : ids);
            address = links(answer).get(relation);
            if (insert) {
                client.json("POST", "/api/computer", "{\"power\": \"9 W\"}");
            }
        }
        return found;
    }

    private static List<Long> ids(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return body(answer)
                .get("objects")
                .valueStream()
                .map(row -> row.get("id").longValue())
                .toList();
    }

    private static JsonNode body(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static Map<String, String> links(HttpResponse<String> answer) {
        Map<String, String> links = new HashMap<>();
        Matcher matcher = LINK.matcher(answer.headers().firstValue("Link").orElse(""));
        while (matcher.find()) {
            links.put(matcher.group(2), matcher.group(1));
        }
        return links;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
