package io.flangular.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.OnBothDatabases;
import io.flangular.support.People;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import io.flangular.support.Visitor;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Access with API tokens over HTTP, on both databases. */
@OnBothDatabases
class ApiTokenIT {
    private final RunningApplication site;
    private final TestClient owner;

    ApiTokenIT(RunningApplication site) {
        this.site = site;
        this.owner = TestClient.signedIn(site);
    }

    @Test
    void anApiTokenNeedsNoCookies() {
        String secret = owner.apiToken("write");

        HttpResponse<String> created = send(secret, "POST", "/api/computer", "{\"processor\": \"by a script\"}");
        assertThat(created.statusCode()).isEqualTo(201);
        String row = "/api/computer/" + read(created).get("id").longValue();
        assertThat(send(secret, "GET", "/api/computer", null).statusCode()).isEqualTo(200);
        assertThat(send(secret, "PUT", row, "{\"ram\": \"64 GB\"}").statusCode())
                .isEqualTo(200);
        assertThat(read(send(secret, "GET", row, null)).get("ram").stringValue())
                .isEqualTo("64 GB");
        assertThat(send(secret, "DELETE", row, null).statusCode()).isEqualTo(204);
        assertThat(created.headers().allValues("set-cookie")).isEmpty();
    }

    @Test
    void aTokenForReadingChangesNothing() {
        String secret = owner.apiToken("read");
        String row = "/api/computer/"
                + read(owner.json("POST", "/api/computer", "{\"processor\": \"untouched\"}"))
                        .get("id")
                        .longValue();

        assertThat(send(secret, "GET", row, null).statusCode()).isEqualTo(200);
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            assertThat(send(secret, method, row, "{\"processor\": \"changed\"}").statusCode())
                    .isEqualTo(403);
            assertThat(send(secret, method, "/api/computer?q=%7B%7D", "{\"q\": {}}")
                            .statusCode())
                    .isEqualTo(403);
        }
        HttpResponse<String> refused = send(secret, "POST", "/api/computer", "{}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(read(refused).get("message").stringValue()).isEqualTo("This API token may only read.");
        assertThat(owner.get(row).body()).contains("untouched");
    }

    @Test
    void aRevokedTokenIsRefusedAtOnceLikeAnUnknownOne() {
        JsonNode token = issued("read");
        String secret = token.get("token").stringValue();
        assertThat(send(secret, "GET", "/api/computer", null).statusCode()).isEqualTo(200);

        String address = "/api/token/" + token.get("id").longValue();
        assertThat(owner.send(owner.request(address).DELETE()).statusCode()).isEqualTo(204);

        HttpResponse<String> revoked = send(secret, "GET", "/api/computer", null);
        HttpResponse<String> unknown = send("flg_" + "x".repeat(43), "GET", "/api/computer", null);
        assertThat(revoked.statusCode()).isEqualTo(401);
        assertThat(revoked.body()).isEqualTo(unknown.body());
        assertThat(revoked.headers().firstValue("www-authenticate"))
                .isEqualTo(unknown.headers().firstValue("www-authenticate"))
                .contains("Bearer realm=\"flangular\", error=\"invalid_token\"");
        assertThat(owner.send(owner.request(address).DELETE()).statusCode()).isEqualTo(404);
    }

    @Test
    void anExpiredTokenIsRefused() {
        JsonNode token = issued("read");
        site.database()
                .sql("update api_token set created_at = created_at - interval '91' day,"
                        + " ends_at = created_at where id = :id")
                .bind("id", token.get("id").longValue())
                .then()
                .block();

        assertThat(send(token.get("token").stringValue(), "GET", "/api/computer", null)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theTokenOfADisabledUserIsRefused() {
        String secret = owner.apiToken("read");
        disable(true);
        try {
            assertThat(send(secret, "GET", "/api/computer", null).statusCode()).isEqualTo(401);
        } finally {
            disable(false);
        }
        assertThat(send(secret, "GET", "/api/computer", null).statusCode()).isEqualTo(200);
    }

    @Test
    void theSecretIsNeitherListedNorStored() {
        JsonNode token = issued("read");
        String secret = token.get("token").stringValue();

        HttpResponse<String> list = owner.get("/api/token");
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body())
                .contains("\"id\":" + token.get("id").longValue())
                .doesNotContain("flg_");
        List<String> stored = site.database()
                .sql("select * from api_token")
                .fetch()
                .all()
                .map(Object::toString)
                .collectList()
                .block();
        assertThat(stored).isNotEmpty().noneMatch(row -> row.contains(secret.substring(4)));
    }

    @Test
    void theTimeOfTheLastUseIsShown() {
        JsonNode token = issued("read");
        assertThat(token.get("last_used").isNull()).isTrue();

        send(token.get("token").stringValue(), "GET", "/api/computer", null);

        List<JsonNode> listed = new ArrayList<>();
        read(owner.get("/api/token")).get("objects").forEach(listed::add);
        assertThat(listed)
                .filteredOn(each -> each.get("id").equals(token.get("id")))
                .singleElement()
                .matches(each -> each.get("last_used").isString());
    }

    @Test
    void concurrentRequestsDoNotExceedTheLimitOfFiftyTokens() throws Exception {
        Visitor visitor = new People(site).add("viewer").loggedIn();
        List<String> lines = List.of(
                "Cookie: " + Visitor.SESSION + "=" + visitor.cookies().get(Visitor.SESSION),
                "X-XSRF-TOKEN: " + visitor.cookies().get(Visitor.XSRF),
                "Content-Type: application/json");
        String order = "{\"name\": \"one of many\", \"scope\": \"read\"}";
        try (ExecutorService atOnce = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> orders = Collections.nCopies(
                    150,
                    () -> new Visitor(site)
                            .sendBare("POST", "/api/token", order, lines)
                            .status());
            for (Future<Integer> answer : atOnce.invokeAll(orders)) {
                assertThat(answer.get()).isIn(201, 400, 503);
            }
        }
        assertThat(Visitor.read(visitor.get("/api/token")).get("num_results").intValue())
                .isBetween(1, 50);
    }

    @Test
    void aTokenGivesNoAccessToPagesPrivateFilesAndTokens() {
        String secret = owner.apiToken("write");

        assertThat(send(secret, "GET", "/", null).statusCode()).isEqualTo(302);
        assertThat(send(secret, "GET", "/private/x", null).statusCode()).isEqualTo(401);
        assertThat(send(secret, "GET", "/api/session", null).statusCode()).isEqualTo(403);
        assertThat(send(secret, "GET", "/api/token", null).statusCode()).isEqualTo(403);
        assertThat(send(secret, "POST", "/api/token", "{\"name\": \"x\", \"scope\": \"write\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(secret, "DELETE", "/api/token/1", null).statusCode()).isEqualTo(403);
    }

    @Test
    void aTokenTogetherWithASessionIsRefused() {
        HttpResponse<String> answer =
                owner.send(owner.request("/api/computer").header("Authorization", "Bearer " + owner.apiToken("read")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().allValues("set-cookie")).isEmpty();
    }

    @Test
    void aTokenInTheUrlIsIgnored() {
        HttpResponse<String> answer = send(null, "GET", "/api/computer?access_token=" + owner.apiToken("read"), null);

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private void disable(boolean disabled) {
        site.database()
                .sql("update account set disabled = :disabled where email = :email")
                .bind("disabled", disabled)
                .bind("email", RunningApplication.EMAIL)
                .then()
                .block();
    }

    private HttpResponse<String> send(String secret, String method, String path, String body) {
        TestClient script = new TestClient(site);
        HttpRequest.Builder request = script.request(path);
        if (secret != null) {
            request.header("Authorization", "Bearer " + secret);
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        return script.send(request);
    }

    private JsonNode issued(String scope) {
        HttpResponse<String> answer =
                owner.json("POST", "/api/token", "{\"name\": \"nightly import\", \"scope\": \"" + scope + "\"}");
        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(201);
        return read(answer);
    }

    private static JsonNode read(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
