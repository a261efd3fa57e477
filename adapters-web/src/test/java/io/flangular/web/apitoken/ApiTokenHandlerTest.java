package io.flangular.web.apitoken;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.apitoken.ApiTokenScope;
import io.flangular.web.session.TestSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ApiTokenHandlerTest {
    private final TestSite site = new TestSite();
    private final TestSite.Credentials session = site.login();

    @Test
    void theSecretIsShownOnceOnly() {
        String secret = new String(post("{\"name\": \" import \", \"scope\": \"write\", \"ends\": null}")
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody()
                .json("""
                    {"id": 1, "name": "import", "scope": "write", "created": "2026-11-23T12:00:00Z",
                     "ends": "2027-02-21T12:00:00Z", "last_used": null}\
                    """, JsonCompareMode.LENIENT)
                .jsonPath("$.token")
                .value(token -> assertThat((String) token).matches("flg_[A-Za-z0-9_-]{43}"))
                .returnResult()
                .getResponseBody());

        assertThat(secret).contains("flg_");
        send(HttpMethod.GET, "/api/token", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                    {"num_results": 1, "objects": [{"id": 1, "name": "import", "scope": "write",
                     "created": "2026-11-23T12:00:00Z", "ends": "2027-02-21T12:00:00Z", "last_used": null}]}\
                    """, JsonCompareMode.STRICT);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-31, 2027-02-01T00:00:00Z",
        "2027-01-31T12:00:00Z, 2027-01-31T12:00:00Z",
        "2027-01-31T12:00:00+02:00, 2027-01-31T10:00:00Z"
    })
    void theEndIsADateOrAnInstant(String given, String end) {
        post("{\"name\": \"import\", \"scope\": \"read\", \"ends\": \"" + given + "\"}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.ends")
                .isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'scope': 'read'} | name",
                "{'name': 1, 'scope': 'read'} | name",
                "{'name': null, 'scope': 'read'} | name",
                "{'name': ' ', 'scope': 'read'} | name",
                "{'name': 'a'} | scope",
                "{'name': 'a', 'scope': 'READ'} | scope",
                "{'name': 'a', 'scope': 'administer'} | scope",
                "{'name': 'a', 'scope': ['read']} | scope",
                "{'name': 'a', 'scope': 'read', 'ends': 1} | ends",
                "{'name': 'a', 'scope': 'read', 'ends': ''} | ends",
                "{'name': 'a', 'scope': 'read', 'ends': 'never'} | ends",
                "{'name': 'a', 'scope': 'read', 'ends': '2026-11-22'} | ends",
                "{'name': 'a', 'scope': 'read', 'ends': '2028-01-01'} | ends",
                "{'name': 'a', 'scope': 'read', 'ends': '2026-02-30'} | ends",
                "{'name': 'a', 'scope': 'read', 'ends': '+999999999-12-31'} | ends",
                "{'name': 'a', 'scope': 'read', 'ends': '+999999999-12-31T23:59:59Z'} | ends",
                "{'name': 'a', 'scope': 'read', 'user_id': 2} | user_id"
            },
            quoteCharacter = '`')
    void invalidFieldsAreNamed(String body, String field) {
        post(body.replace('\'', '"'))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.validation_errors.length()")
                .isEqualTo(1)
                .jsonPath("$.validation_errors." + field)
                .isNotEmpty();
        assertThat(site.apiTokens().list(1).count().block()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"name\": \"a\", \"name\": \"b\", \"scope\": \"read\"}",
                "{\"name\": \"a\", \"scope\": \"read\"} x"
            })
    void aBodyThatIsNotAnObjectIsRefused(String body) {
        post(body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo("Unable to decode data")
                .jsonPath("$.detail")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx"})
    void onlyJsonIsAccepted(String type) {
        site.client()
                .post()
                .uri("/api/token")
                .cookie("__Host-session", session.cookie())
                .header("X-XSRF-TOKEN", session.header())
                .header("Content-Type", type)
                .bodyValue("{\"name\": \"a\", \"scope\": \"read\"}".getBytes())
                .exchange()
                .expectStatus()
                .isEqualTo(415);
    }

    @Test
    void aTokenIsRevoked() {
        String secret = site.apiTokens().secret(ApiTokenScope.READ);

        send(HttpMethod.DELETE, "/api/token/1", null).expectStatus().isNoContent();

        send(HttpMethod.DELETE, "/api/token/1", null).expectStatus().isNotFound();
        bearer(HttpMethod.GET, "/api/probe", secret).expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "0", "-1", "x", "1.0", "9223372036854775808", "%31%20"})
    void anUnknownTokenIsNotFound(String id) {
        site.apiTokens().secret(ApiTokenScope.READ);

        site.client()
                .delete()
                .uri(java.net.URI.create("http://localhost/api/token/" + id))
                .cookie("__Host-session", session.cookie())
                .header("X-XSRF-TOKEN", session.header())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void apiTokensAreRefused() {
        for (ApiTokenScope scope : ApiTokenScope.values()) {
            String secret = site.apiTokens().secret(scope);
            bearer(HttpMethod.GET, "/api/token", secret).expectStatus().isForbidden();
            bearer(HttpMethod.HEAD, "/api/token", secret).expectStatus().isForbidden();
            bearer(HttpMethod.POST, "/api/token", secret).expectStatus().isForbidden();
            bearer(HttpMethod.DELETE, "/api/token/1", secret).expectStatus().isForbidden();
        }
        assertThat(site.apiTokens().list(1).count().block()).isEqualTo(2);
    }

    @Test
    void otherMethodsAreNotAllowed() {
        send(HttpMethod.PUT, "/api/token", "{}")
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .valueEquals("Allow", "GET,HEAD,POST");
        send(HttpMethod.GET, "/api/token/1", null)
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .valueEquals("Allow", "DELETE");
    }

    private ResponseSpec bearer(HttpMethod method, String path, String secret) {
        return site.client()
                .method(method)
                .uri(path)
                .header("Authorization", "Bearer " + secret)
                .exchange();
    }

    private ResponseSpec post(String body) {
        return send(HttpMethod.POST, "/api/token", body);
    }

    private ResponseSpec send(HttpMethod method, String path, String body) {
        var request = site.client()
                .method(method)
                .uri(path)
                .cookie("__Host-session", session.cookie())
                .header("X-XSRF-TOKEN", session.header());
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange();
    }
}
