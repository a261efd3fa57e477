package io.flangular.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.DomainException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

class LoginTest {
    private final TestSite site = new TestSite();
    private final WebTestClient client = site.client();

    @Test
    void theRightPasswordRedirectsAndSetsTheCookies() {
        EntityExchangeResult<byte[]> result = post(FakeLogins.EMAIL, FakeLogins.PASSWORD, "/computers?page=2")
                .expectStatus()
                .isEqualTo(303)
                .expectHeader()
                .valueEquals("Location", "/computers?page=2")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody()
                .returnResult();

        List<String> cookies = result.getResponseHeaders().get(HttpHeaders.SET_COOKIE);
        assertThat(cookies).hasSize(4);
        assertThat(cookies.get(0))
                .startsWith("__Host-session=ey")
                .contains("; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Lax", "Max-Age=600")
                .doesNotContain("Domain");
        assertThat(cookies.get(1))
                .startsWith("XSRF-TOKEN=ey")
                .contains("; Path=/;", "; Secure", "; SameSite=Strict")
                .doesNotContain("HttpOnly", "Domain");
        assertThat(cookies.get(2)).isEqualTo("__Host-xsrf" + cookies.get(1).substring("XSRF-TOKEN".length()));
    }

    @Test
    void cookiesDoNotOutliveTheirSession() {
        TestSite.Credentials credentials = site.login();
        for (int minute = 7; minute < 8 * 60; minute += 7) {
            site.clock.advance(Duration.ofMinutes(7));
            List<String> renewed = client.get()
                    .uri("/api/session")
                    .cookie("__Host-session", credentials.cookie())
                    .header("X-XSRF-TOKEN", credentials.header())
                    .exchange()
                    .returnResult(Void.class)
                    .getResponseHeaders()
                    .getOrDefault(HttpHeaders.SET_COOKIE, List.of());
            String age = "Max-Age=" + 60 * Math.min(10, 8 * 60 - minute) + ";";
            assertThat(renewed)
                    .hasSize(3)
                    .allSatisfy(cookie -> assertThat(cookie).contains(age));
            credentials = new TestSite.Credentials(value(renewed.get(0)), value(renewed.get(1)));
        }
    }

    private static String value(String setCookie) {
        return setCookie.substring(setCookie.indexOf('=') + 1, setCookie.indexOf(';'));
    }

    @Test
    void theCookiesOfALogInAuthenticateForTheApi() {
        EntityExchangeResult<byte[]> result =
                post(FakeLogins.EMAIL, FakeLogins.PASSWORD, "/").expectBody().returnResult();
        MultiValueMap<String, ResponseCookie> cookies = result.getResponseCookies();

        client.get()
                .uri("/api/session")
                .cookie("__Host-session", cookies.getFirst("__Host-session").getValue())
                .header("X-XSRF-TOKEN", cookies.getFirst("XSRF-TOKEN").getValue())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                    {"user": {"id": 1, "email": "ada@example.org", "name": null, "role": "administrator",
                              "permissions": ["read", "write", "administer"]}, "idle_seconds": 600,
                     "ends_at": "2026-11-23T20:00:00Z"}\
                    """, JsonCompareMode.STRICT);
    }

    @Test
    void insecureCookiesHavePlainNames() {
        EntityExchangeResult<byte[]> result = post(
                        new TestSite(false).client(), FakeLogins.EMAIL, FakeLogins.PASSWORD, "/")
                .expectBody()
                .returnResult();

        List<String> cookies = result.getResponseHeaders().get(HttpHeaders.SET_COOKIE);
        assertThat(cookies.get(0))
                .startsWith("flangular-session=ey")
                .doesNotContain("Secure")
                .contains("HttpOnly");
        assertThat(cookies.get(1)).startsWith("XSRF-TOKEN=ey").doesNotContain("Secure");
        assertThat(cookies.get(2)).startsWith("flangular-xsrf=ey").doesNotContain("Secure");
    }

    @Test
    void everyLogInBeginsANewSession() {
        String first = sessionCookie();
        assertThat(sessionCookie()).isNotEqualTo(first);
        assertThat(site.logins.activeSessions()).isEqualTo(2);
    }

    @Test
    void aLogInEndsThePreviousSessionOfTheBrowser() {
        TestSite.Credentials before = site.login();
        client.post()
                .uri("/login")
                .cookie("__Host-session", before.cookie())
                .body(form(FakeLogins.EMAIL, FakeLogins.PASSWORD, "/"))
                .exchange()
                .expectStatus()
                .isEqualTo(303);

        assertThat(site.logins.activeSessions()).isOne();
        client.get()
                .uri("/private/assets/app-B1c2D3e4.js")
                .cookie("__Host-session", before.cookie())
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void aWrongPasswordShowsTheFormAgainWithoutThePassword() {
        String page = html(post("<b>ada@example.org", "wrong \"password\"", "/computers")
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Set-Cookie"));

        assertThat(page)
                .contains("Could not log in.", "&lt;b&gt;ada@example.org", "value=\"/computers\"")
                .doesNotContain("<b>", "wrong");
        assertThat(site.logins.activeSessions()).isZero();
    }

    @Test
    void everyRefusalHasTheSameBytes() {
        List<byte[]> pages = new ArrayList<>();
        List<byte[]> problems = new ArrayList<>();
        List<HttpHeaders> headers = new ArrayList<>();
        for (String reason : List.of("Unknown.", "Disabled.", "Throttled.", "Could not log in.")) {
            site.logins.refusal = new DomainException.NotAuthenticated(reason);
            EntityExchangeResult<byte[]> page = post(FakeLogins.EMAIL, "wrong", "/")
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .returnResult();
            pages.add(page.getResponseBody());
            headers.add(page.getResponseHeaders());
            problems.add(postJson(FakeLogins.EMAIL, "wrong")
                    .expectStatus()
                    .isUnauthorized()
                    .expectBody()
                    .returnResult()
                    .getResponseBody());
        }
        assertThat(pages).allSatisfy(page -> assertThat(page).isEqualTo(pages.getFirst()));
        assertThat(problems).allSatisfy(problem -> assertThat(problem).isEqualTo(problems.getFirst()));
        assertThat(headers).allSatisfy(page -> assertThat(page).isEqualTo(headers.getFirst()));
        assertThat(new String(pages.getFirst(), StandardCharsets.UTF_8)).contains("Could not log in.");
    }

    @Test
    void theClientIsPassedToTheUseCase() {
        client.post()
                .uri("/login")
                .header("User-Agent", "Firefox")
                .cookie("__Host-device", deviceCookie())
                .body(form(FakeLogins.EMAIL, "wrong", "/"))
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(site.logins.client.browser()).isEqualTo("Firefox");
        assertThat(site.logins.client.device().userId()).isOne();
    }

    @Test
    void theDeviceIsStillKnownAfterALogOut() {
        TestSite.Credentials credentials = site.login();

        List<String> cookies = client.get()
                .uri("/login")
                .cookie("__Host-session", credentials.cookie())
                .cookie("__Host-device", deviceCookie())
                .exchange()
                .returnResult(Void.class)
                .getResponseHeaders()
                .get(HttpHeaders.SET_COOKIE);

        assertThat(cookies).hasSize(2).noneMatch(cookie -> cookie.contains("device"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "/login", ""})
    void nextNeverLeavesTheSite(String next) {
        post(FakeLogins.EMAIL, FakeLogins.PASSWORD, next)
                .expectStatus()
                .isEqualTo(303)
                .expectHeader()
                .valueEquals("Location", "/");
        assertThat(html(post(FakeLogins.EMAIL, "wrong", next))).contains("name=\"next\" value=\"/\"");
    }

    @Test
    void aLogInByScriptIsAnsweredWithJson() {
        postJson(FakeLogins.EMAIL, FakeLogins.PASSWORD)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectCookie()
                .exists("__Host-session")
                .expectCookie()
                .exists("XSRF-TOKEN")
                .expectBody()
                .jsonPath("$.user.email")
                .isEqualTo(FakeLogins.EMAIL);
        postJson(FakeLogins.EMAIL, "wrong")
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .doesNotExist("Set-Cookie")
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo("Could not log in.");
    }

    @Test
    void throttledLogInsAreToldWhenToTryAgain() {
        site.logins.refusal = new DomainException.Busy("Too many people.", Duration.ofSeconds(2));

        postJson(FakeLogins.EMAIL, FakeLogins.PASSWORD)
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "2");
        assertThat(html(post(FakeLogins.EMAIL, FakeLogins.PASSWORD, "/")
                        .expectStatus()
                        .isEqualTo(503)
                        .expectHeader()
                        .valueEquals("Retry-After", "2")))
                .contains("Too many people.");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://localhost:81",
        "Origin, http://localhost.evil.example",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void aFormFromAnotherSiteIsRefused(String header, String value) {
        client.post()
                .uri("/login")
                .header(header, value)
                .body(form(FakeLogins.EMAIL, FakeLogins.PASSWORD, "/"))
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .doesNotExist("Set-Cookie");
        assertThat(site.logins.activeSessions()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://localhost",
        "Origin, https://localhost",
        "Sec-Fetch-Site, same-origin",
        "Sec-Fetch-Site, none"
    })
    void aFormFromThisSiteIsAccepted(String header, String value) {
        client.post()
                .uri("/login")
                .header(header, value)
                .body(form(FakeLogins.EMAIL, FakeLogins.PASSWORD, "/"))
                .exchange()
                .expectStatus()
                .isEqualTo(303);
    }

    /** What Chromium sends under {@code Referrer-Policy: no-referrer}, which a proxy may add. */
    @ParameterizedTest
    @CsvSource({"same-origin, 303", "same-site, 403", "cross-site, 403", "none, 403"})
    void anOpaqueOriginIsAcceptedWithSecFetchSiteSameOrigin(String site, int status) {
        client.post()
                .uri("/login")
                .header("Origin", "null")
                .header("Sec-Fetch-Site", site)
                .body(form(FakeLogins.EMAIL, FakeLogins.PASSWORD, "/"))
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    @Test
    void aRefusalNamesBothOrigins() {
        client.post()
                .uri("/login")
                .header("Origin", "https://inventory.example.org:8443")
                .header("Accept", "application/json")
                .body(form(FakeLogins.EMAIL, FakeLogins.PASSWORD, "/"))
                .exchange()
                .expectBody(String.class)
                .value(body -> assertThat(body)
                        .contains("from the origin https://inventory.example.org:8443, but this site is"
                                + " http://localhost."));
    }

    @Test
    void onlyAFormIsAccepted() {
        client.post()
                .uri("/login")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(415);
        for (String body : List.of("email=a&email=b", "email=%zz", "email=a&password=%")) {
            raw(body).expectStatus().isBadRequest();
        }
        raw("email=" + "a".repeat(20_000)).expectStatus().isEqualTo(413);
        raw("").expectStatus().isOk();
        for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.PATCH, HttpMethod.OPTIONS)) {
            client.method(method).uri("/login").exchange().expectStatus().isEqualTo(405);
        }
    }

    @ParameterizedTest
    @CsvSource({"///, 200", "application/json;q=x, 401"})
    void malformedElementsOfAcceptAreIgnored(String accept, int status) {
        client.post()
                .uri("/login")
                .headers(headers -> {
                    headers.set("Content-Type", "application/x-www-form-urlencoded");
                    headers.set("Accept", accept);
                })
                .bodyValue("email=ada%40example.org".getBytes(StandardCharsets.UTF_8))
                .exchange()
                .expectStatus()
                .isEqualTo(status);
        assertThat(site.logins.activeSessions()).isZero();
    }

    @Test
    void openingTheLoginPageLogsOut() {
        TestSite.Credentials credentials = site.login();

        EntityExchangeResult<byte[]> result = client.get()
                .uri("/login")
                .cookie("__Host-session", credentials.cookie())
                .header("Sec-Fetch-Dest", "document")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Clear-Site-Data", "\"cache\", \"storage\"")
                .expectBody()
                .returnResult();

        assertThat(new String(result.getResponseBody())).contains("You are logged out.");
        assertThat(result.getResponseHeaders().get(HttpHeaders.SET_COOKIE))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie).contains("=;", "Max-Age=0", "Path=/", "Secure"));
        assertThat(site.logins.activeSessions()).isZero();
        client.get()
                .uri("/api/session")
                .cookie("__Host-session", credentials.cookie())
                .header("X-XSRF-TOKEN", credentials.header())
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, Sec-Purpose, prefetch",
        "GET, Sec-Purpose, prefetch;prerender",
        "GET, Purpose, prefetch",
        "GET, X-Moz, prefetch",
        "GET, Sec-Fetch-Dest, image",
        "GET, Sec-Fetch-Dest, iframe",
        "GET, Sec-Fetch-Dest, empty",
        "HEAD, Sec-Fetch-Dest, document"
    })
    void prefetchesAndOtherRequestsDoNotLogOut(String method, String header, String value) {
        TestSite.Credentials credentials = site.login();

        client.method(HttpMethod.valueOf(method))
                .uri("/login")
                .cookie("__Host-session", credentials.cookie())
                .header(header, value)
                .exchange()
                .expectHeader()
                .doesNotExist("Set-Cookie")
                .expectHeader()
                .doesNotExist("Clear-Site-Data");
        assertThat(site.logins.activeSessions()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "unknown"})
    void aVisitFromAnotherSiteOffersToLogOutOnly(String site) {
        TestSite.Credentials credentials = this.site.login();
        String page = html(client.get()
                .uri("/login")
                .cookie("__Host-session", credentials.cookie())
                .cookie("XSRF-TOKEN", credentials.header())
                .header("Sec-Fetch-Dest", "document")
                .header("Sec-Fetch-Site", site)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Set-Cookie")
                .expectHeader()
                .doesNotExist("Clear-Site-Data"));

        assertThat(page).contains("still logged in").doesNotContain("You are logged out.");
        assertThat(this.site.logins.activeSessions()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/page",
                "http://localhost.evil.example/",
                "http://localhost:9999/",
                "about:blank",
                "http://%zz",
                "/login"
            })
    void withoutSecFetchSiteAForeignRefererDoesNotLogOut(String referer) {
        TestSite.Credentials credentials = site.login();
        String page = html(client.get()
                .uri("/login")
                .cookie("__Host-session", credentials.cookie())
                .header("Referer", referer)
                .exchange()
                .expectHeader()
                .doesNotExist("Set-Cookie"));

        assertThat(page).contains("still logged in").doesNotContain("You are logged out.");
        assertThat(site.logins.activeSessions()).isOne();
    }

    @Test
    void withoutSecFetchSiteARefererOfThisSiteLogsOut() {
        TestSite.Credentials credentials = site.login();
        String page = html(client.get()
                .uri("http://inventory.example:8080/login")
                .cookie("__Host-session", credentials.cookie())
                .header("Referer", "http://inventory.example:8080/computers?page=2")
                .exchange());

        assertThat(page).contains("You are logged out.");
        assertThat(site.logins.activeSessions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "none"})
    void aVisitFromThisSiteOrByTypedUrlLogsOut(String site) {
        TestSite.Credentials credentials = this.site.login();
        String page = html(client.get()
                .uri("/login")
                .cookie("__Host-session", credentials.cookie())
                .header("Sec-Fetch-Dest", "document")
                .header("Sec-Fetch-Site", site)
                .exchange());

        assertThat(page).contains("You are logged out.").doesNotContain("still logged in");
        assertThat(this.site.logins.activeSessions()).isZero();
    }

    @Test
    void aVisitFromAnotherSiteWithoutASessionOffersNothing() {
        String page = html(client.get()
                .uri("/login")
                .header("Sec-Fetch-Site", "cross-site")
                .exchange());

        assertThat(page).doesNotContain("still logged in", "You are logged out.");
    }

    @Test
    void aCookieOfAnotherApplicationCausesNoLogOut() {
        client.get()
                .uri("/login")
                .cookie("XSRF-TOKEN", "of another application")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Clear-Site-Data")
                .expectHeader()
                .doesNotExist("Set-Cookie");
        assertThat(client.get()
                        .uri("/login")
                        .cookie("__Host-session", site.login().cookie())
                        .cookie("XSRF-TOKEN", "of another application")
                        .exchange()
                        .returnResult(Void.class)
                        .getResponseCookies()
                        .keySet())
                .containsExactlyInAnyOrder("__Host-session", "__Host-xsrf");
    }

    @Test
    void aFirstVisitSendsNoClearSiteData() {
        String page = html(client.get()
                .uri(URI.create("http://localhost/login?next=/computers%3Fpage%3D2"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Clear-Site-Data")
                .expectHeader()
                .doesNotExist("Set-Cookie"));

        assertThat(page).contains("value=\"/computers?page&#x3D;2\"").doesNotContain("logged out", "class=\"error\"");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, false",
        "http://127.0.0.1:8080, false",
        "http://[::1]:8080, false",
        "http://app.localhost, false",
        "https://inventory.example, false",
        "http://inventory.example, true",
        "http://192.168.1.7:8080, true",
        "http://localhost.example, true"
    })
    void thePageWarnsWhereSecureCookiesCannotWork(String address, boolean refused) {
        String page = html(client.get().uri(address + "/login").exchange());

        assertThat(page.contains("cookies refused")).isEqualTo(refused);
    }

    private String deviceCookie() {
        return post(FakeLogins.EMAIL, FakeLogins.PASSWORD, "/")
                .returnResult(Void.class)
                .getResponseCookies()
                .getFirst("__Host-device")
                .getValue();
    }

    private String sessionCookie() {
        return post(FakeLogins.EMAIL, FakeLogins.PASSWORD, "/")
                .returnResult(Void.class)
                .getResponseCookies()
                .getFirst("__Host-session")
                .getValue();
    }

    private ResponseSpec raw(String body) {
        return client.post()
                .uri("/login")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(body)
                .exchange();
    }

    private ResponseSpec post(String email, String password, String next) {
        return post(client, email, password, next);
    }

    private static ResponseSpec post(WebTestClient client, String email, String password, String next) {
        return client.post()
                .uri("/login")
                .accept(MediaType.TEXT_HTML)
                .body(form(email, password, next))
                .exchange();
    }

    private ResponseSpec postJson(String email, String password) {
        return client.post()
                .uri("/login")
                .header("Accept", "application/json, text/plain, */*")
                .body(form(email, password, "/"))
                .exchange();
    }

    private static BodyInserters.FormInserter<String> form(String email, String password, String next) {
        MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
        fields.add("email", email);
        fields.add("password", password);
        fields.add("next", next);
        return BodyInserters.fromFormData(fields);
    }

    private static String html(ResponseSpec response) {
        return response.expectHeader()
                .valueEquals("Content-Type", "text/html;charset=UTF-8")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
