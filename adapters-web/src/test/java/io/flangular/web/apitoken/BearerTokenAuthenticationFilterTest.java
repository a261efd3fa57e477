package io.flangular.web.apitoken;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.apitoken.ApiTokenScope;
import io.flangular.domain.apitoken.ManageApiTokens;
import io.flangular.domain.user.Role;
import io.flangular.security.secret.Sha256SecretHasher;
import io.flangular.web.session.TestSite;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.RequestHeadersSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class BearerTokenAuthenticationFilterTest {
    private static final String PRIVATE_FILE = "/private/assets/app-B1c2D3e4.js";

    private final TestSite site = new TestSite();

    @Test
    void aTokenAuthenticatesForTheApiAndSetsNoCookie() {
        String secret = site.apiTokens().secret(ApiTokenScope.READ);
        site.clock().advance(Duration.ofHours(1));

        get("/api/probe", "Bearer " + secret)
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Set-Cookie")
                .expectHeader()
                .doesNotExist("WWW-Authenticate");
    }

    @Test
    void theRequestActsAsTheOwnerWithinTheScope() {
        assertThat(body(get("/api/whoami", "Bearer " + site.apiTokens().secret(ApiTokenScope.READ))))
                .isEqualTo("ada@example.org Caller[id=1, name=Ada, permissions=[READ]]");
        assertThat(body(get("/api/whoami", "Bearer " + site.apiTokens().secret(ApiTokenScope.WRITE))))
                .startsWith("ada@example.org Caller[id=1, name=Ada, permissions=[")
                .contains("READ", "WRITE")
                .doesNotContain("ADMINISTER");
    }

    @Test
    void theRequestHasNoMorePermissionsThanTheOwnerHasNow() {
        String secret = site.apiTokens().secret(ApiTokenScope.WRITE);
        site.apiTokens().role = Role.VIEWER;

        assertThat(body(get("/api/whoami", "Bearer " + secret))).contains("permissions=[READ]");
        site.client()
                .post()
                .uri("/api/probe")
                .header("Authorization", "Bearer " + secret)
                .exchange()
                .expectStatus()
                .isForbidden();
        site.apiTokens().role = Role.EDITOR;
        site.client()
                .post()
                .uri("/api/probe")
                .header("Authorization", "Bearer " + secret)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void theSchemeIsCaseInsensitive() {
        String secret = site.apiTokens().secret(ApiTokenScope.READ);

        for (String scheme : List.of("bearer ", "BEARER ", "Bearer   ")) {
            get("/api/probe", scheme + secret).expectStatus().isOk();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "PROPFIND"})
    void aTokenForReadingChangesNothing(String method) {
        for (String path : List.of("/api/probe", "/api/unknown", "/api/token")) {
            site.client()
                    .method(HttpMethod.valueOf(method))
                    .uri(path)
                    .header("Authorization", "Bearer " + site.apiTokens().secret(ApiTokenScope.READ))
                    .header("X-HTTP-Method-Override", "GET")
                    .exchange()
                    .expectStatus()
                    .isForbidden()
                    .expectHeader()
                    .valueEquals(
                            "WWW-Authenticate",
                            "Bearer realm=\"flangular\", error=\"insufficient_scope\", scope=\"write\"");
        }
    }

    @Test
    void aTokenForWritingMayWrite() {
        site.client()
                .post()
                .uri("/api/probe")
                .header("Authorization", "Bearer " + site.apiTokens().secret(ApiTokenScope.WRITE))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void everyInvalidTokenHasTheSameAnswer() {
        String ended = site.apiTokens().secret(ApiTokenScope.READ);
        site.clock().advance(ManageApiTokens.DEFAULT_LIFETIME);
        String revoked = site.apiTokens().secret(ApiTokenScope.READ);
        site.apiTokens().revoke(1, 2, FakeApiTokens.CLIENT).block();
        String good = site.apiTokens().secret(ApiTokenScope.READ);
        TestSite.Credentials session = site.login();

        List<String> headers = List.of(
                "Bearer " + ended,
                "Bearer " + revoked,
                "Bearer",
                "Bearer ",
                "Bearer\t",
                "Bearer x",
                "Bearer flg_" + "A".repeat(43),
                "Bearer " + good + "A",
                "Bearer " + good + " x",
                "Bearer " + good + ",Bearer " + good,
                "Bearer \"" + good + "\"",
                "Bearer " + good.toUpperCase(java.util.Locale.ROOT),
                "Bearer " + good.substring(4),
                "Bearer " + new Sha256SecretHasher().hash(good),
                "Bearer " + session.header(),
                "Bearer " + session.cookie());
        for (String header : headers) {
            ResponseSpec answer = get("/api/probe", header);
            answer.expectStatus()
                    .isUnauthorized()
                    .expectHeader()
                    .valueEquals("WWW-Authenticate", "Bearer realm=\"flangular\", error=\"invalid_token\"")
                    .expectHeader()
                    .doesNotExist("Set-Cookie");
            assertThat(body(answer))
                    .describedAs(header)
                    .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                            + "\"message\":\"This API token is invalid, expired or revoked.\"}");
        }
    }

    @Test
    void aTokenTogetherWithASessionIsRefused() {
        String bearer = "Bearer " + site.apiTokens().secret(ApiTokenScope.READ);
        TestSite.Credentials session = site.login();

        for (String header : List.of(bearer, "Bearer x")) {
            both(header, request -> request.cookie("__Host-session", session.cookie()));
            both(header, request -> request.cookie("__Host-session", "x"));
            both(header, request -> request.cookie("XSRF-TOKEN", session.header()));
            both(header, request -> request.header("X-XSRF-TOKEN", session.header()));
            both(header, request -> request.header("X-XSRF-TOKEN", ""));
        }
        site.client()
                .get()
                .uri("/api/probe")
                .header("Authorization", bearer)
                .cookie("theme", "dark")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void twoAuthorizationHeadersAreRefused() {
        String bearer = "Bearer " + site.apiTokens().secret(ApiTokenScope.READ);

        get("/api/probe", bearer, bearer).expectStatus().isBadRequest();
        get("/api/probe", "Basic eDp5", bearer).expectStatus().isBadRequest();
        get("/api/probe", bearer, "Basic eDp5").expectStatus().isBadRequest();
    }

    @Test
    void otherSchemesAreIgnoredBesideASession() {
        TestSite.Credentials session = site.login();

        for (String scheme : List.of("Basic eDp5", "Bearers x", "Negotiate x", "")) {
            site.client()
                    .get()
                    .uri("/api/probe")
                    .header("Authorization", scheme)
                    .cookie("__Host-session", session.cookie())
                    .header("X-XSRF-TOKEN", session.header())
                    .exchange()
                    .expectStatus()
                    .isOk();
            get("/api/probe", scheme).expectStatus().isUnauthorized();
        }
    }

    @Test
    void aRequestWithoutCredentialsIsToldTheScheme() {
        site.client()
                .get()
                .uri("/api/probe")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer realm=\"flangular\"")
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo("You are not logged in.");
    }

    @Test
    void aTokenGivesAccessToTheApiOnly() {
        String bearer = "Bearer " + site.apiTokens().secret(ApiTokenScope.WRITE);

        get("/", bearer).expectStatus().isFound();
        get("/computers", bearer).expectStatus().isFound();
        get(PRIVATE_FILE, bearer).expectStatus().isUnauthorized();
        get("/api/session", bearer).expectStatus().isForbidden();
        get("/api/unknown", bearer).expectStatus().isNotFound();
    }

    @Test
    void aTokenInTheUrlOrInACookieIsIgnored() {
        String secret = site.apiTokens().secret(ApiTokenScope.WRITE);

        for (String name : List.of("access_token", "token", "Authorization", "authorization")) {
            site.client()
                    .get()
                    .uri("/api/probe?" + name + "=" + secret)
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
            site.client()
                    .get()
                    .uri("/api/probe")
                    .cookie(name, secret)
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
        }
        site.client()
                .post()
                .uri("/api/probe")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .bodyValue("access_token=" + secret)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void theHashIsTheSha256OfTheSecret() {
        // printf 'flg_test' | sha256sum
        assertThat(new Sha256SecretHasher().hash("flg_test"))
                .isEqualTo("b95c76f6ad7c527621089b356dc28de912a8e5603e59ed69a5cbe292b19f2d7e");
    }

    private void both(String bearer, UnaryOperator<RequestHeadersSpec<?>> more) {
        more.apply(site.client().get().uri("/api/probe").header("Authorization", bearer))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .doesNotExist("Set-Cookie");
    }

    private static String body(ResponseSpec answer) {
        return answer.expectBody(String.class).returnResult().getResponseBody();
    }

    private ResponseSpec get(String path, String... authorization) {
        return site.client()
                .get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange();
    }
}
