package io.flangular.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import example.printer.PrinterApplication;
import io.flangular.support.People;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import io.flangular.support.Totp;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document: it has every path and method, and real responses match it. */
class OpenApiIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private static RunningApplication application;
    private static TestClient client;
    private static JsonNode document;
    private static SchemaRegistry schemas;

    @BeforeAll
    static void start() {
        application = PrinterApplication.start();
        client = TestClient.signedIn(application);
        HttpResponse<String> answer = client.get("/api/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        document = JSON.readTree(answer.body());
        schemas = SchemaRegistry.withDialect(Dialects.getDraft202012());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void theDocumentIsForLoggedInUsersOnly() {
        assertThat(new TestClient(application).get("/api/openapi.json").statusCode())
                .isEqualTo(401);
    }

    @Test
    void theDocumentHasEveryRouteOfTheApiAndNoOther() {
        Set<String> routes = application.routes();
        Set<String> documented = new TreeSet<>(document.get("paths").propertyNames());
        documented.removeIf(path -> !path.startsWith("/api/"));
        routes.removeIf(path -> !path.startsWith("/api/"));
        assertThat(documented).isEqualTo(routes).contains("/api/example_printer/{id}", "/api/session");
    }

    @Test
    void theDocumentDescribesResponsesOfListsCsvAndSessions() {
        JsonNode paths = document.get("paths");
        String page = "/components/parameters/page/description";
        assertThat(document.at(page).stringValue()).contains("999999999999999999");
        assertThat(document.at("/components/schemas/example_printer.table_query/properties")
                        .propertyNames())
                .contains("limit")
                .doesNotContain("single");
        assertThat(paths.get("/api/example_printer/export").toString()).contains("example_printer.table_query");
        assertThat(paths.at("/~1api~1example_printer/get/responses/200/headers").has("Location"))
                .isTrue();
        assertThat(paths.at("/~1api~1session/get/responses").has("403")).isTrue();
    }

    @Test
    void theDocumentDescribesCsvRequestsAndResponses() {
        JsonNode paths = document.get("paths");
        assertThat(paths.at("/~1api~1computer/get/responses/200/content").propertyNames())
                .containsExactly("application/json", "text/csv");
        assertThat(paths.at("/~1api~1computer/post/requestBody/content").propertyNames())
                .containsExactly("application/json", "text/csv");
        JsonNode line = paths.at("/~1api~1computer~1import/post/responses/200/content/application~1x-ndjson/schema");
        for (String table : List.of("ram\nx\n", "nothing\nx\n")) {
            for (String parameter : List.of("?dry_run=true", "")) {
                HttpResponse<String> answer = client.send(client.request("/api/computer/import" + parameter)
                        .header("Content-Type", "text/csv")
                        .header("Accept", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(table)));
                assertThat(answer.body().lines())
                        .hasSizeGreaterThan(1)
                        .allSatisfy(step -> assertThat(errors(line, step)).isEmpty());
            }
        }
        assertThat(errors(line, "{\"phase\": \"other\"}")).isNotEmpty();
        assertThat(errors(line, "{\"phase\": \"done\", \"status\": \"200\"}")).isNotEmpty();
    }

    @Test
    void theIdInAChangeIsANumberOrAString() {
        JsonNode change = document.at("/components/schemas/computer.change");
        assertThat(errors(change, "{\"id\": 4}")).isEmpty();
        assertThat(errors(change, "{\"id\": \"4\"}")).isEmpty();
        assertThat(errors(change, "{\"id\": true}")).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> theDocumentHasEveryMethod() {
        return document.get("paths").properties().stream()
                .map(path -> DynamicTest.dynamicTest(path.getKey(), () -> {
                    Set<String> allowed = allowed(path.getKey());
                    Set<String> documented = methods(path.getValue());
                    if (path.getKey().startsWith("/api/")) {
                        assertThat(documented).isEqualTo(allowed);
                    } else {
                        assertThat(allowed).containsAll(documented);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> theDocumentHasEveryQueryParameter() {
        return document.get("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/api/"))
                .flatMap(path -> methods(path.getValue()).stream()
                        .map(method -> DynamicTest.dynamicTest(method + " " + path.getKey(), () -> {
                            JsonNode operation = path.getValue().get(method.toLowerCase(Locale.ROOT));
                            Set<String> documented = queryParameters(path.getValue());
                            documented.addAll(queryParameters(operation));
                            assertThat(documented).isEqualTo(supported(method, path.getKey()));
                        })));
    }

    private static Set<String> queryParameters(JsonNode holder) {
        return holder.path("parameters")
                .valueStream()
                .map(parameter -> parameter.has("$ref")
                        ? document.at(parameter.get("$ref").stringValue().substring(1))
                        : parameter)
                .filter(parameter -> parameter.get("in").stringValue().equals("query"))
                .map(parameter -> parameter.get("name").stringValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the server itself says, in the answer to a parameter that is not there. */
    private static Set<String> supported(String method, String path) {
        HttpResponse<String> answer = client.send(request(method, target(path) + "?no_such_parameter=x", null));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        String message = JSON.readTree(answer.body()).get("message").stringValue();
        assertThat(message).contains("no_such_parameter");
        int list = message.indexOf("has these: ");
        Set<String> supported = new TreeSet<>();
        if (list > 0) {
            supported.addAll(List.of(message.substring(list + "has these: ".length())
                    .replace(".", "")
                    .split(", ")));
        }
        // It is in the body of a bulk change; in its URL it is refused in words of its own.
        if (method.equals("PATCH") || method.equals("PUT")) {
            supported.remove("q");
        }
        return supported;
    }

    private static String target(String path) {
        return path.replace("{id}", "1").replace("{version}", "1").replace("{token}", "1");
    }

    @Test
    void responsesToAPageOfAnotherUserMatchTheDocument() {
        for (String path : List.of("/api/computer", "/api/session", "/api/user", "/api/openapi.json")) {
            check("GET", path, client.send(client.request(path).header("X-Page-User", "999")), 409);
        }
    }

    private static Set<String> methods(JsonNode path) {
        return path.propertyNames().stream()
                .filter(METHODS::contains)
                .map(name -> name.toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the server itself says, in the answer to OPTIONS or in that to a method which is not there. */
    private static Set<String> allowed(String path) {
        HttpResponse<String> answer = client.send(client.request(target(path))
                .header("Origin", application.url())
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        Set<String> allowed = Arrays.stream(
                        answer.headers().firstValue("allow").orElse("").split(", *"))
                .collect(Collectors.toCollection(TreeSet::new));
        allowed.removeAll(Set.of("HEAD", "OPTIONS", ""));
        return allowed;
    }

    @TestFactory
    Stream<DynamicTest> theSchemasAreValidJsonSchemas() {
        assertThat(document.get("openapi").stringValue()).startsWith("3.1.");
        Schema ofSchemas = schemas.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        return document.at("/components/schemas").properties().stream()
                .map(schema -> DynamicTest.dynamicTest(
                        schema.getKey(),
                        () -> assertThat(ofSchemas.validate(schema.getValue().toString(), InputFormat.JSON))
                                .isEmpty()));
    }

    @Test
    void everyReferenceCanBeResolved() {
        List<String> broken = new ArrayList<>();
        refs(document).forEach(ref -> {
            if (document.at(ref.substring(1)).isMissingNode()) {
                broken.add(ref);
            }
        });
        assertThat(broken).isEmpty();
    }

    private static Stream<String> refs(JsonNode node) {
        Stream<String> below = node.valueStream().flatMap(OpenApiIT::refs);
        JsonNode ref = node.isObject() ? node.get("$ref") : null;
        return ref != null && ref.isString() ? Stream.concat(Stream.of(ref.stringValue()), below) : below;
    }

    @TestFactory
    Stream<DynamicTest> theExamplesMatchTheirSchemas() {
        return contents("", document)
                .filter(content -> content.getValue().has("schema"))
                .flatMap(content -> examples(content.getValue())
                        .map(example -> DynamicTest.dynamicTest(
                                content.getKey(),
                                () -> assertThat(errors(content.getValue().get("schema"), example.toString()))
                                        .isEmpty())));
    }

    @TestFactory
    Stream<DynamicTest> theExamplesOfQAreValid() {
        return contents("", document)
                .filter(content -> content.getValue().at("/schema").has("contentSchema"))
                .map(content -> DynamicTest.dynamicTest(
                        content.getKey(),
                        () -> assertThat(errors(
                                        content.getValue().at("/schema/contentSchema"),
                                        content.getValue().get("example").stringValue()))
                                .isEmpty()));
    }

    private static Stream<JsonNode> examples(JsonNode holder) {
        Stream<JsonNode> many = holder.path("examples").valueStream().map(example -> example.get("value"));
        return holder.has("example") ? Stream.concat(Stream.of(holder.get("example")), many) : many;
    }

    /** Everything that has an example beside its schema, by the pointer to it. */
    private static Stream<Map.Entry<String, JsonNode>> contents(String pointer, JsonNode node) {
        if (node.isObject() && (node.has("example") || node.has("examples"))) {
            return Stream.of(Map.entry(pointer, node));
        }
        Stream.Builder<Stream<Map.Entry<String, JsonNode>>> below = Stream.builder();
        if (node.isObject()) {
            node.properties()
                    .forEach(
                            member -> below.add(contents(pointer + "/" + escaped(member.getKey()), member.getValue())));
        } else {
            for (int i = 0; i < node.size(); i++) {
                below.add(contents(pointer + "/" + i, node.get(i)));
            }
        }
        return below.build().flatMap(each -> each);
    }

    @Test
    void aRowThatDoesNotMatchItsSchemaIsFound() {
        JsonNode row = document.at("/components/schemas/example_printer");
        assertThat(errors(row, "{\"id\": 1, \"name\": null, \"location\": null, \"pages\": \"7\", \"colour\": true}"))
                .hasSize(2);
        assertThat(errors(row, "{\"id\": 1, \"name\": \"x\", \"pages\": 7, \"colour\": true, \"more\": 1}"))
                .hasSize(2);
    }

    @Test
    void responsesAboutPrintersMatchTheDocument() {
        answersAreAsItSays("example_printer", "pages");
    }

    @Test
    void responsesAboutComputersMatchTheDocument() {
        answersAreAsItSays("computer", "ram");
    }

    /** Does with a collection whatever can be done, with the examples of the description. */
    private static void answersAreAsItSays(String name, String field) {
        String all = "/api/" + name;
        String draft = example(all, "post");
        HttpResponse<String> created = send("POST", all, all, draft, 201);
        String row = created.headers().firstValue("location").orElseThrow();
        String one = all + "/{id}";
        send("GET", one, row, null, 200);
        send("GET", all, all, null, 200);
        send("GET", all, all + "?results_per_page=1&count=none", null, 200);
        send("GET", all, all + "?q=" + encoded(parameter(all, "get")), null, 200);
        for (String cursor : List.of("after", "before")) {
            String example =
                    document.at("/components/parameters/" + cursor + "/example").stringValue();
            send("GET", all, all + "?" + cursor + "=" + example, null, 200);
        }
        String single = client.get(all + "?q=" + encoded("{\"single\": true, \"limit\": 1}"))
                .body();
        assertThat(errors(document.at("/components/schemas/" + name), single)).isEmpty();
        send("PATCH", one, row, client.get(row).body(), 200);
        assertThat(errors(
                        document.at("/components/schemas/" + name + ".change"),
                        client.get(row).body()))
                .isEmpty();
        send("PATCH", one, row, example(one, "patch"), 200);
        send("PUT", one, row, example(one, "put"), 200);
        send("PATCH", all, all, example(all, "patch"), 200);
        send("PUT", all, all, example(all, "put"), 200);
        String eval = "/api/eval/" + name;
        send("GET", eval, eval + "?q=" + encoded(parameter(eval, "get")), null, 200);
        send("GET", eval, eval + "?q=" + encoded(functions("max", field)), null, 200);
        send("GET", eval, eval + "?q=%7B%7D", null, 204);

        send("GET", all, all + "?q=%7B", null, 400);
        send(
                "GET",
                all,
                all + "?q=" + encoded("{\"filters\": [{\"name\": \"x\", \"op\": \"eq\", \"val\": 1}]}"),
                null,
                400);
        send("GET", all, all + "?page=0", null, 400);
        send("GET", eval, eval, null, 400);
        send("POST", all, all, "{\"" + field + "\": []}", 400);
        send("POST", all, all, "{\"nothing\": 1}", 400);
        send("PATCH", all, all, "{\"" + field + "\": null}", 400);
        send("DELETE", all, all, null, 400);
        send("PATCH", one, all + "/999999999", draft, 404);
        send("GET", one, all + "/999999999", null, 404);
        check("PATCH", one, client.send(request("PATCH", row, draft).header("If-Match", "\"999\"")), 412);
        HttpResponse<String> late =
                client.send(request("PUT", row + "?with=change", draft).header("If-Match", "\"999\""));
        check("PUT", one, late, 412);
        assertThat(JSON.readTree(late.body()).at("/current/_change/by/name").stringValue())
                .isEqualTo(RunningApplication.EMAIL);
        check("DELETE", one, client.send(request("DELETE", row, null).header("If-Match", "\"999\"")), 412);
        check("POST", all, client.send(client.request(all).POST(HttpRequest.BodyPublishers.ofString(draft))), 415);
        check("POST", all, client.send(request("POST", all, "[" + " ".repeat(3_000_000) + "]")), 413);
        String tag = client.get(row).headers().firstValue("etag").orElseThrow();
        check("GET", one, client.send(request("GET", row, null).header("If-None-Match", tag)), 304);
        check("GET", all, new TestClient(application).get(all), 401);

        send("GET", all, all + "?with=change", null, 200);
        send("GET", one, row + "?with=change", null, 200);
        send("GET", all, all + "?before=end&results_per_page=1", null, 200);
        send("GET", all, all + "?after=x", null, 400);
        keysAreAsItSays(all, draft);
        tablesAreAsItSays(all, field);
        String history = one + "/history";
        String restore = history + "/{version}/restore";
        send("GET", history, row + "/history", null, 200);
        send("GET", history, all + "/999999999/history", null, 404);
        send("POST", restore, row + "/history/1/restore", null, 200);
        send("POST", restore, row + "/history/999/restore", null, 404);
        check(
                "POST",
                restore,
                client.send(request("POST", row + "/history/1/restore", null).header("If-Match", "\"999\"")),
                412);
        String dry = "?dry_run=true";
        send("PATCH", one, row + dry, draft, 200);
        send("POST", restore, row + "/history/1/restore" + dry, null, 200);
        send("DELETE", all, all + dry + "&q=%7B%7D", null, 200);
        send("PATCH", all, all + dry, example(all, "patch"), 200);
        send("POST", all, all + dry, draft, 200);
        send("POST", all, all + dry + "&with=change", draft, 200);
        send("DELETE", one, row + dry, null, 200);
        send("GET", one, row + "?x=y", null, 400);
        send("DELETE", one, row + "?dry-run=true", null, 400);
        send("DELETE", one, row, null, 204);
        send("GET", history, row + "/history", null, 200);
        send("POST", all, all, draft, 201);
        send("DELETE", all, all + "?q=" + encoded(parameter(all, "delete")), null, 200);
        send("DELETE", all, all + "?q=" + encoded(parameter(all, "delete")), null, 404);
    }

    private static void keysAreAsItSays(String all, String draft) {
        String key = "Idempotency-Key";
        check("POST", all, client.send(request("POST", all, draft).header(key, all)), 201);
        check("POST", all, client.send(request("POST", all, draft).header(key, all)), 201);
        check("POST", all, client.send(request("POST", all, draft + " ").header(key, all)), 422);
    }

    private static void tablesAreAsItSays(String all, String field) {
        String export = all + "/export";
        HttpResponse<String> exported = send("GET", export, export, null, 200);
        assertThat(exported.body())
                .isEqualTo(client.send(client.request(all).header("Accept", "text/csv"))
                        .body());
        send("GET", export, export + "?q=%7B", null, 400);
        String example = document.at("/paths/" + escaped(export) + "/get/responses/200/content/text~1csv/example")
                .stringValue();
        assertThat(example.lines().findFirst())
                .isEqualTo(exported.body().lines().findFirst());
        String imports = all + "/import";
        String table = document.at("/paths/" + escaped(imports) + "/post/requestBody/content/text~1csv/example")
                .stringValue();
        for (String target : List.of(imports, all)) {
            assertThat(outcome(imports, target, table, 200))
                    .contains("num_created")
                    .doesNotContain("num_errors");
            assertThat(outcome(imports, target + "?dry_run=true", table, 200)).contains("create", "num_errors");
            assertThat(outcome(imports, target + "?dry_run=true", field + "\r\n1,2\r\n", 200))
                    .contains("errors");
            outcome(target, target, field + "\r\n1,2\r\n", 400);
            assertThat(client.send(table(target, table).header("Accept", "application/x-ndjson"))
                            .body())
                    .contains("\"phase\":\"done\",\"status\":200");
        }
        send("POST", imports, imports, "{}", 415);
    }

    /** The members of what an import comes to. */
    private static List<String> outcome(String path, String target, String table, int status) {
        HttpResponse<String> answer = client.send(table(target, table));
        check("POST", path, answer, status);
        return List.copyOf(JSON.readTree(answer.body()).propertyNames());
    }

    private static HttpRequest.Builder table(String target, String table) {
        return client.request(target)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(table));
    }

    @Test
    void responsesAboutSessionsAndTokensMatchTheDocument() {
        send("GET", "/api/session", "/api/session", null, 200);
        send("GET", "/api/openapi.json", "/api/openapi.json", null, 200);
        check("GET", "/api/session", new TestClient(application).get("/api/session"), 401);
        String made = send("POST", "/api/token", "/api/token", "{\"name\": \"x\", \"scope\": \"read\"}", 201)
                .body();
        send("POST", "/api/token", "/api/token", "{\"scope\": 7}", 400);
        send("GET", "/api/token", "/api/token", null, 200);
        JsonNode token = JSON.readTree(made);
        HttpResponse<String> refused = new TestClient(application)
                .send(new TestClient(application)
                        .request("/api/example_printer")
                        .header("Authorization", "Bearer " + token.get("token").stringValue())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}")));
        check("POST", "/api/example_printer", refused, 403);
        String one = "/api/token/" + token.get("id");
        send("DELETE", "/api/token/{id}", one, null, 204);
        send("DELETE", "/api/token/{id}", "/api/token/999999999", null, 404);

        TestClient stranger = new TestClient(application);
        HttpRequest.Builder login = stranger.request("/login")
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", application.url());
        String form = "email=" + encoded(RunningApplication.EMAIL) + "&password=";
        String password = encoded(RunningApplication.PASSWORD);
        check("POST", "/login", stranger.send(login.POST(HttpRequest.BodyPublishers.ofString(form + password))), 200);
        check("POST", "/login", stranger.send(login.POST(HttpRequest.BodyPublishers.ofString(form + "x"))), 401);
    }

    @Test
    void responsesAboutUsersMatchTheDocument() {
        String all = "/api/user";
        String one = all + "/{id}";
        String gone = all + "/999999999";
        HttpResponse<String> made = send("POST", all, all, example(all, "post"), 201);
        String user = all + "/" + JSON.readTree(made.body()).at("/user/id");
        send("POST", all, all, example(all, "post"), 400);
        check("POST", all, client.send(client.request(all).POST(HttpRequest.BodyPublishers.ofString("{}"))), 415);
        send("GET", all, all, null, 200);
        send("GET", all, all + "?search=anna&role=editor&status=invited&page=1&results_per_page=1", null, 200);
        send("GET", all, all + "?role=owner", null, 400);
        send("GET", one, user, null, 200);
        send("GET", one, gone, null, 404);
        send("PATCH", one, user, example(one, "patch"), 200);
        send("PATCH", one, user, "{\"role\": 7}", 400);
        send("PATCH", one, gone, "{}", 404);
        send("POST", one + "/link", user + "/link", People.CONFIRMED, 201);
        send("POST", one + "/link", gone + "/link", People.CONFIRMED, 404);
        send("DELETE", one + "/session", user + "/session", null, 200);
        send("DELETE", one + "/session", gone + "/session", null, 404);
        String off = "/second-factor/off";
        send("POST", one + off, user + off, People.CONFIRMED, 200);
        send("POST", one + off, user + off, "{}", 400);
        send("POST", one + off, gone + off, People.CONFIRMED, 404);
        send("GET", one + "/token", user + "/token", null, 200);
        send("GET", one + "/token", gone + "/token", null, 404);
        send("DELETE", one + "/token/{token}", user + "/token/999999999", null, 404);
        String administrator = JSON.readTree(
                        send("GET", "/api/account", "/api/account", null, 200).body())
                .get("id")
                .asString();
        String name = "{\"name\": \"x\", \"scope\": \"read\"}";
        String token = JSON.readTree(
                        send("POST", "/api/token", "/api/token", name, 201).body())
                .get("id")
                .asString();
        send("DELETE", one + "/token/{token}", all + "/" + administrator + "/token/" + token, null, 204);
        send("PATCH", one, user, "{\"disabled\": true}", 200);
        send("POST", one + "/link", user + "/link", People.CONFIRMED, 400);
        check("GET", all, new TestClient(application).get(all), 401);
    }

    @Test
    void responsesAboutTheAuditLogMatchTheDocument() {
        String log = "/api/audit";
        send("GET", log, log, null, 200);
        send(
                "GET",
                log,
                log + "?search=127&kind=logged_in&since=2000-01-01T00:00:00Z&before=999999&limit=1",
                null,
                200);
        send("GET", log, log + "?since=yesterday", null, 400);
        check("GET", log, new TestClient(application).get(log), 401);
    }

    @Test
    void responsesAboutTheOwnAccountMatchTheDocument() {
        People.Person person = new People(application).add("viewer");
        TestClient viewer = signedIn(person);
        signedIn(person);
        accountIsAsItSays(viewer, person);
        check("GET", "/api/user", viewer.get("/api/user"), 403);
        check("GET", "/api/audit", viewer.get("/api/audit"), 403);
    }

    private static TestClient signedIn(People.Person person) {
        TestClient browser = new TestClient(application);
        assertThat(browser.login(person.email(), person.password()).statusCode())
                .isEqualTo(303);
        return browser;
    }

    private static void accountIsAsItSays(TestClient owner, People.Person person) {
        String account = "/api/account";
        String password = "{\"password\": \"" + person.password() + "\"}";
        send(owner, "GET", account, account, null, 200);
        send(owner, "PATCH", account, account, example(account, "patch"), 200);
        send(owner, "PATCH", account, account, "{\"role\": \"editor\"}", 400);
        String sessions = account + "/session";
        JsonNode listed =
                JSON.readTree(send(owner, "GET", sessions, sessions, null, 200).body());
        String other = listed.get("objects")
                .valueStream()
                .filter(session -> !session.get("current").booleanValue())
                .map(session -> session.get("id").stringValue())
                .findFirst()
                .orElseThrow();
        send(owner, "DELETE", sessions + "/{id}", sessions + "/" + other, null, 204);
        send(owner, "DELETE", sessions + "/{id}", sessions + "/" + other, null, 404);
        send(owner, "DELETE", sessions, sessions, null, 200);

        String factor = account + "/second-factor";
        send(owner, "POST", factor, factor, "{\"password\": \"not it\"}", 400);
        JsonNode key =
                JSON.readTree(send(owner, "POST", factor, factor, password, 201).body());
        send(owner, "PUT", factor, factor, "{\"code\": \"x\"}", 400);
        String code = new Totp(key.get("secret").stringValue()).code(Totp.now());
        send(owner, "PUT", factor, factor, "{\"code\": \"" + code + "\"}", 200);
        send(owner, "POST", factor + "/recovery-codes", factor + "/recovery-codes", password, 200);
        send(owner, "POST", factor + "/off", factor + "/off", password, 204);
        send(owner, "POST", factor + "/off", factor + "/off", password, 400);

        String change = account + "/password";
        send(owner, "PUT", change, change, "{\"password\": \"not it\", \"new_password\": \"x\"}", 400);
        String both = "{\"password\": \"%s\", \"new_password\": \"%s reversed\"}";
        send(owner, "PUT", change, change, both.formatted(person.password(), person.password()), 204);
        check("GET", account, new TestClient(application).get(account), 401);
    }

    private static HttpResponse<String> send(String method, String path, String target, String body, int status) {
        return send(client, method, path, target, body, status);
    }

    private static HttpResponse<String> send(
            TestClient sender, String method, String path, String target, String body, int status) {
        HttpResponse<String> answer = sender.send(request(sender, method, target, body));
        check(method, path, answer, status);
        return answer;
    }

    private static HttpRequest.Builder request(String method, String target, String body) {
        return request(client, method, target, body);
    }

    private static HttpRequest.Builder request(TestClient sender, String method, String target, String body) {
        return sender.request(target)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    }

    /** That the answer has this status, that the status is described, and that body and headers are as described. */
    private static void check(String method, String path, HttpResponse<String> answer, int status) {
        String place = method + " " + path + " " + status + " " + answer.body();
        assertThat(answer.statusCode()).as(place).isEqualTo(status);
        String responses = "/paths/" + escaped(path) + "/" + method.toLowerCase(Locale.ROOT) + "/responses/";
        JsonNode response = document.at(responses + status);
        if (response.isMissingNode()) {
            response = document.at(responses + status / 100 + "XX");
        }
        assertThat(response.isMissingNode()).as(place + " is not described").isFalse();
        if (response.has("$ref")) {
            response = document.at(response.get("$ref").stringValue().substring(1));
        }
        if (!response.has("content")) {
            assertThat(answer.body()).as(place).isEmpty();
            return;
        }
        String type = answer.headers().firstValue("content-type").orElse("").replaceFirst(";.*", "");
        assertThat(response.get("content").propertyNames()).as(place).contains(type);
        String text = type.endsWith("json") && !type.endsWith("ndjson")
                ? answer.body()
                : JSON.writeValueAsString(answer.body());
        JsonNode schema = response.get("content").get(type).get("schema");
        assertThat(errors(schema, text)).as(place).isEmpty();
        if (type.equals("application/problem+json")) {
            // Problems are open to more members, so the schema alone would not miss any.
            assertThat(properties(schema))
                    .as(place)
                    .containsAll(JSON.readTree(text).propertyNames());
        }
    }

    /** The members that a schema knows, those of the schemas that it consists of included. */
    private static Set<String> properties(JsonNode schema) {
        if (schema.has("$ref")) {
            return properties(document.at(schema.get("$ref").stringValue().substring(1)));
        }
        Set<String> known = new TreeSet<>(schema.path("properties").propertyNames());
        schema.path("allOf").valueStream().forEach(part -> known.addAll(properties(part)));
        return known;
    }

    /** What is wrong with a string by a schema, which may refer to the components. */
    private static List<Error> errors(JsonNode schema, String json) {
        String alone = "{\"allOf\": [" + schema + "], \"components\": " + document.get("components") + "}";
        return schemas.getSchema(alone, InputFormat.JSON)
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static String example(String path, String method) {
        return document.at("/paths/" + escaped(path) + "/" + method + "/requestBody/content/application~1json/example")
                .toString();
    }

    /** The example of q. */
    private static String parameter(String path, String method) {
        return document.at("/paths/" + escaped(path) + "/" + method + "/parameters")
                .valueStream()
                .filter(parameter -> parameter.path("name").asString("").equals("q"))
                .map(parameter -> parameter.get("example").stringValue())
                .findFirst()
                .orElseThrow();
    }

    private static String functions(String function, String field) {
        return "{\"functions\": [{\"name\": \"" + function + "\", \"field\": \"" + field + "\"}]}";
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
