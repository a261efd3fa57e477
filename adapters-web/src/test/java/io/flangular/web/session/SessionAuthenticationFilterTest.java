package io.flangular.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.web.session.TestSite.Credentials;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class SessionAuthenticationFilterTest {
    private static final String PRIVATE_FILE = "/private/assets/app-B1c2D3e4.js";

    private final TestSite site = new TestSite();

    @Test
    void cookieAndHeaderGiveAccessToTheApi() {
        get("/api/probe", site.login()).expectStatus().isOk();
    }

    @Test
    void theCookieAloneGivesNoAccessToTheApi() {
        get("/api/probe", new Credentials(site.login().cookie(), null))
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo("You are not logged in.");
    }

    @Test
    void theHeaderAloneGivesNoAccess() {
        Credentials header = new Credentials(null, site.login().header());

        get("/api/probe", header).expectStatus().isUnauthorized();
        get(PRIVATE_FILE, header).expectStatus().isUnauthorized();
        get("/", header).expectStatus().isFound();
    }

    @Test
    void theXsrfCookieDoesNotReplaceTheHeader() {
        Credentials credentials = site.login();
        site.client()
                .get()
                .uri("/api/probe")
                .cookie("__Host-session", credentials.cookie())
                .cookie("XSRF-TOKEN", credentials.header())
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void aPageOfAnotherUserIsRefused() {
        Credentials credentials = site.login();
        for (String sent : List.of("2", "01", "", "ada@example.org")) {
            site.client()
                    .get()
                    .uri("/api/probe")
                    .cookie("__Host-session", credentials.cookie())
                    .header("X-XSRF-TOKEN", credentials.header())
                    .header("X-Page-User", sent)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(409)
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("urn:flangular:problem:other-user");
        }
        site.client()
                .get()
                .uri("/api/probe")
                .cookie("__Host-session", credentials.cookie())
                .header("X-XSRF-TOKEN", credentials.header())
                .header("X-Page-User", "1")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void anXsrfCookieOfAnotherApplicationDoesNotEndTheSession() {
        Credentials credentials = site.login();
        site.client()
                .get()
                .uri("/api/probe")
                .cookie("__Host-session", credentials.cookie())
                .cookie("XSRF-TOKEN", "of another application")
                .header("X-XSRF-TOKEN", credentials.header())
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(site.activeSessions()).isOne();
    }

    @Test
    void cookieAndHeaderOfDifferentSessionsAreRefused() {
        get("/api/probe", new Credentials(site.login().cookie(), site.login().header()))
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void swappedTokensAreRefused() {
        Credentials credentials = site.login();
        Credentials swapped = new Credentials(credentials.header(), credentials.cookie());

        get("/api/probe", swapped).expectStatus().isUnauthorized();
        get(PRIVATE_FILE, swapped).expectStatus().isUnauthorized();
    }

    @Test
    void repeatedCredentialsAreRefused() {
        Credentials one = site.login();
        site.client()
                .get()
                .uri("/api/probe")
                .cookie("__Host-session", one.cookie())
                .header("X-XSRF-TOKEN", one.header(), one.header())
                .exchange()
                .expectStatus()
                .isUnauthorized();
        site.client()
                .get()
                .uri(PRIVATE_FILE)
                .cookie("__Host-session", site.login().cookie())
                .cookie("__Host-session", one.cookie())
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void aTokenInTheUrlIsIgnored() {
        Credentials credentials = site.login();
        String query = "?X-XSRF-TOKEN=" + credentials.header() + "&__Host-session=" + credentials.cookie()
                + "&access_token=" + credentials.cookie();

        get("/api/probe" + query, new Credentials(credentials.cookie(), null))
                .expectStatus()
                .isUnauthorized();
        get(PRIVATE_FILE + query, new Credentials(null, null)).expectStatus().isUnauthorized();
    }

    @Test
    void expiredTokensAreRefused() {
        Credentials credentials = site.login();
        site.clock.advance(TestSite.LIFETIME);

        get("/api/probe", credentials).expectStatus().isUnauthorized();
        get(PRIVATE_FILE, credentials).expectStatus().isUnauthorized();
        get("/computers", credentials).expectStatus().isFound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"})
    void everyMethodNeedsASession(String method) {
        for (String path : List.of("/api/probe", "/api", "/api/", PRIVATE_FILE, "/private", "/private/")) {
            site.client()
                    .method(HttpMethod.valueOf(method))
                    .uri(path)
                    .header("X-HTTP-Method-Override", "GET")
                    .header("Origin", "https://evil.example")
                    .exchange()
                    .expectStatus()
                    .isUnauthorized()
                    .expectHeader()
                    .doesNotExist("Access-Control-Allow-Origin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61pi/probe",
                "/api;x=1/probe",
                "/api/%70robe",
                "/%61%70%69/probe",
                "/api/probe;jsessionid=1",
                "/api/probe?a=b",
                "/api/unknown"
            })
    void noSpellingOfAnApiPathIsAccessibleWithTheCookieAlone(String path) {
        get(path, new Credentials(site.login().cookie(), null)).expectStatus().isUnauthorized();
    }

    @Test
    void pagesRedirectToTheLogInAndBack() {
        get("/", none()).expectStatus().isFound().expectHeader().valueEquals("Location", "/login");
        get("/computers/12?page=2&q=%7B%22a%22%7D", none())
                .expectStatus()
                .isFound()
                .expectHeader()
                .valueEquals("Location", "/login?next=%2Fcomputers%2F12%3Fpage%3D2%26q%3D%257B%2522a%2522%257D");
        for (String unsafe :
                List.of("//evil.example", "/%5cevil.example", "/x%0d%0aSet-Cookie:a", "/%2f%2fevil.example")) {
            get(unsafe, none()).expectStatus().isFound().expectHeader().valueEquals("Location", "/login");
        }
    }

    @Test
    void pagesShowTheApplicationToLoggedInUsers() {
        for (String path : List.of("/", "/computers", "/computers/12?page=2", "/%C3%BC", "/login/", "/favicon.ico")) {
            String page = get(path, site.login())
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("Cache-Control", "no-store")
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            assertThat(page).contains("Shell");
        }
    }

    @Test
    void otherMethodsOnPagesAreForbidden() {
        for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.TRACE, HttpMethod.OPTIONS)) {
            site.client()
                    .method(method)
                    .uri("/computers")
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
    }

    @Test
    void aNewTokenIsNotRenewed() {
        Credentials credentials = site.login();
        site.clock.advance(Duration.ofSeconds(59));

        assertThat(renewed(get("/api/probe", credentials))).isEmpty();
        assertThat(renewed(get("/", credentials))).isEmpty();
    }

    @Test
    void aRequestWithCookieAndHeaderRenewsBoth() {
        Credentials credentials = site.login();
        site.clock.advance(Duration.ofSeconds(60));

        assertThat(renewed(get("/api/probe", credentials)))
                .containsExactly("__Host-session", "XSRF-TOKEN", "__Host-xsrf");
        assertThat(renewed(get("/api/unknown", credentials)))
                .containsExactly("__Host-session", "XSRF-TOKEN", "__Host-xsrf");
    }

    @Test
    void theCookieAloneRenewsTheCookieAlone() {
        Credentials credentials = site.login();
        site.clock.advance(Duration.ofSeconds(60));

        assertThat(renewed(get("/computers", credentials))).containsExactly("__Host-session");
        assertThat(renewed(get("/computers", new Credentials(credentials.cookie(), null))))
                .containsExactly("__Host-session");
    }

    @Test
    void cacheableResponsesRenewNothing() {
        Credentials credentials = site.login();
        site.clock.advance(Duration.ofSeconds(60));

        assertThat(renewed(get(PRIVATE_FILE, credentials))).isEmpty();
        assertThat(renewed(get("/static/favicon.svg", credentials))).isEmpty();
    }

    @Test
    void aRefusedRequestRenewsNothing() {
        Credentials credentials = site.login();
        site.clock.advance(Duration.ofSeconds(60));

        assertThat(renewed(get("/api/probe", new Credentials(credentials.cookie(), null))))
                .isEmpty();
    }

    @Test
    void renewalLastsUntilTheSessionEndsAndOldTokensStayValid() {
        Credentials first = site.login();
        Credentials current = first;
        for (int minute = 0; minute < 8 * 60 - 5; minute += 5) {
            site.clock.advance(Duration.ofMinutes(5));
            ResponseSpec answer = get("/api/probe", current).expectStatus().isOk();
            var cookies = answer.returnResult(Void.class).getResponseCookies();
            if (minute == 0) {
                get("/api/probe", first).expectStatus().isOk();
            }
            // The last ones live as long as the session and need no successor.
            if (!cookies.isEmpty()) {
                current = new Credentials(
                        cookies.getFirst("__Host-session").getValue(),
                        cookies.getFirst("XSRF-TOKEN").getValue());
            }
        }
        site.clock.advance(Duration.ofMinutes(5));

        get("/api/probe", current).expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @CsvSource({"/api/probe", "/api/session", "/private/x", "/", "/login", "/static/x", "/static/favicon.svg"})
    void everyResponseHasTheSecurityHeaders(String path) {
        for (Credentials credentials : List.of(none(), site.login())) {
            HttpHeaders headers =
                    get(path, credentials).returnResult(Void.class).getResponseHeaders();

            assertThat(headers.getFirst("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                            + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
                            + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default");
            assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(headers.getFirst("Permissions-Policy"))
                    .isEqualTo("camera=(), geolocation=(), microphone=(), payment=(), usb=()");
            assertThat(headers.getFirst("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(headers.getFirst("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(headers.containsHeader("Strict-Transport-Security")).isFalse();
        }
    }

    @Test
    void responsesOverTlsHaveStrictTransportSecurity() {
        site.client()
                .get()
                .uri("https://inventory.example/")
                .exchange()
                .expectHeader()
                .valueEquals("Strict-Transport-Security", "max-age=31536000");
    }

    @Test
    void aServerErrorShowsNoInternalsToBrowsers() {
        Credentials credentials = site.login();
        String page = site.client()
                .get()
                .uri("/fails")
                .cookie("__Host-session", credentials.cookie())
                .header("Accept", "text/html,*/*;q=0.8")
                .exchange()
                .expectStatus()
                .isEqualTo(500)
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page).contains("500", "reference").doesNotContain("jdbc", "secret", "Exception");
    }

    private static Credentials none() {
        return new Credentials(null, null);
    }

    private static List<String> renewed(ResponseSpec response) {
        return new ArrayList<>(
                response.returnResult(Void.class).getResponseCookies().keySet());
    }

    private ResponseSpec get(String path, Credentials credentials) {
        return site.client()
                .get()
                .uri(URI.create("http://localhost" + path))
                .cookies(cookies -> {
                    if (credentials.cookie() != null) {
                        cookies.add("__Host-session", credentials.cookie());
                    }
                })
                .headers(headers -> {
                    if (credentials.header() != null) {
                        headers.set("X-XSRF-TOKEN", credentials.header());
                    }
                })
                .exchange();
    }
}
