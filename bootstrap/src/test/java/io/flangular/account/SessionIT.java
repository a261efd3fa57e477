package io.flangular.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.TestClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.resource.ResourceWebHandler;

/** Access to pages, files and the API with each kind of credential, over HTTP. */
@SharesApplication
class SessionIT {
    private static final String COOKIE = "__Host-session";
    private static final String XSRF = "XSRF-TOKEN";
    private static final RunningApplication SITE = RunningApplication.onH2();
    private static final RunningApplication SHORT = RunningApplication.start("--flangular.session.idle=1s");

    /** The credentials that a request may come with. */
    enum Credential {
        NONE,
        COOKIE_ALONE,
        HEADER_ALONE,
        BOTH,
        TAMPERED,
        OF_TWO_SESSIONS,
        SWAPPED,
        LOGGED_OUT,
        API_TOKEN,
        API_TOKEN_AND_BOTH
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            value = {
                "credential         | page | private | session | api | api row | static | login",
                "NONE               | 302  | 401     | 401     | 401 | 401     | 404    | 200",
                "COOKIE_ALONE       | 200  | 404     | 401     | 401 | 401     | 404    | 200",
                "HEADER_ALONE       | 302  | 401     | 401     | 401 | 401     | 404    | 200",
                "BOTH               | 200  | 404     | 200     | 200 | 404     | 404    | 200",
                "TAMPERED           | 302  | 401     | 401     | 401 | 401     | 404    | 200",
                "OF_TWO_SESSIONS    | 200  | 404     | 401     | 401 | 401     | 404    | 200",
                "SWAPPED            | 302  | 401     | 401     | 401 | 401     | 404    | 200",
                "LOGGED_OUT         | 302  | 401     | 401     | 401 | 401     | 404    | 200",
                "API_TOKEN          | 302  | 401     | 403     | 200 | 404     | 404    | 200",
                "API_TOKEN_AND_BOTH | 200  | 404     | 400     | 400 | 400     | 404    | 200"
            })
    void eachCredentialGivesAccessToItsAreasOnly(
            Credential credential,
            int page,
            int privateFile,
            int session,
            int api,
            int row,
            int staticFile,
            int login) {
        Map<String, String> headers = headers(credential);

        assertThat(get(SITE, "/", headers)).isEqualTo(page);
        assertThat(get(SITE, "/computers/12?page=2", headers)).isEqualTo(page);
        assertThat(get(SITE, "/private/x", headers)).isEqualTo(privateFile);
        assertThat(get(SITE, "/api/session", headers)).isEqualTo(session);
        assertThat(get(SITE, "/api/computer", headers)).isEqualTo(api);
        assertThat(get(SITE, "/api/computer/4711", headers)).isEqualTo(row);
        assertThat(get(SITE, "/api/unknown", headers)).isEqualTo(row);
        assertThat(get(SITE, "/static/x", headers)).isEqualTo(staticFile);
        assertThat(get(SITE, "/static/favicon.svg", headers)).isEqualTo(200);
        assertThat(get(SITE, "/login", headers)).isEqualTo(login);
    }

    @Test
    void anIdleSessionGivesNoAccess() throws InterruptedException {
        TestClient client = TestClient.signedIn(SHORT);
        Map<String, String> both =
                headers(client.cookies().get(COOKIE), client.cookies().get(XSRF));
        Thread.sleep(1_100);

        assertThat(get(SHORT, "/", both)).isEqualTo(302);
        assertThat(get(SHORT, "/private/x", both)).isEqualTo(401);
        assertThat(get(SHORT, "/api/session", both)).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "/%61pi/computer",
        "/api;x=1/computer",
        "/%61%70%69/session",
        "/api/comput%65r",
    })
    void noSpellingOfAnApiPathIsAccessibleWithTheCookieAlone(String path) {
        assertThat(get(SITE, path, headers(Credential.COOKIE_ALONE))).isEqualTo(401);
    }

    @Test
    void headChangesNothing() throws Exception {
        TestClient client = TestClient.signedIn(SITE);
        HttpResponse<String> answer =
                client.send(client.request("/login").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("set-cookie")).isEmpty();
        assertThat(client.get("/api/session").statusCode()).isEqualTo(200);
    }

    @Test
    void theLoginPageHasAnOptionalTrailingSlash() {
        for (TestClient client : List.of(TestClient.signedIn(SITE), new TestClient(SITE))) {
            for (String path : List.of("/login/", "//login//", "/login/password/", "/login/?next=%2Fcomputers")) {
                HttpResponse<String> answer = client.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(302);
                assertThat(answer.headers().firstValue("location"))
                        .hasValue(path.replaceAll("/+", "/").replaceFirst("/($|\\?)", "$1"));
            }
        }
    }

    @Test
    void aWrongPasswordAndAnUnknownUserGetTheSameResponse() {
        HttpResponse<String> wrong = new TestClient(SITE).login(RunningApplication.EMAIL, "wrong");
        HttpResponse<String> unknown = new TestClient(SITE).login("nobody@flangular.js", "wrong");

        assertThat(wrong.statusCode()).isEqualTo(200);
        assertThat(unknown.statusCode()).isEqualTo(200);
        assertThat(unknown.body())
                .isEqualTo(wrong.body().replace(RunningApplication.EMAIL, "nobody@flangular.js"))
                .contains("Could not log in.");
    }

    @ParameterizedTest
    @CsvSource({"/", "/login", "/private/x", "/api/session", "/static/x", "/static/favicon.svg", "/api/computer"})
    void everyResponseHasTheSecurityHeaders(String path) {
        for (Credential credential : List.of(Credential.NONE, Credential.BOTH)) {
            Map<String, List<String>> headers =
                    send(SITE, "GET", path, headers(credential)).headers().map();
            assertThat(headers)
                    .containsKeys(
                            "content-security-policy",
                            "x-content-type-options",
                            "referrer-policy",
                            "permissions-policy",
                            "cross-origin-opener-policy",
                            "cross-origin-resource-policy",
                            "cache-control")
                    .doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin");
        }
    }

    @Test
    void filesOfThePageAreServedAndPrivateOnesToLoggedInUsersOnly() {
        Map<String, String> cookie = headers(Credential.COOKIE_ALONE);
        String page = send(SITE, "GET", "/", cookie).body();
        Matcher files =
                Pattern.compile("(?:src|href)=\"(/(static|private)/[^\"]+)\"").matcher(page);
        Set<String> folders = new HashSet<>();
        while (files.find()) {
            folders.add(files.group(2));
            assertThat(get(SITE, files.group(1), cookie)).isEqualTo(200);
            assertThat(get(SITE, files.group(1), Map.of()))
                    .isEqualTo(files.group(2).equals("static") ? 200 : 401);
            assertThat(get(SITE, files.group(1) + ".map", Map.of()))
                    .isEqualTo(files.group(2).equals("static") ? 404 : 401);
        }
        assertThat(folders).containsExactlyInAnyOrder("static", "private");
    }

    @Test
    void springBootIsNotRevealed() {
        for (String path : List.of("/actuator", "/error", "/logout", "/webjars/x", "/favicon.ico", "/login/")) {
            assertThat(get(SITE, path, Map.of())).describedAs(path).isEqualTo(302);
        }
        for (String method : List.of("POST", "PUT", "OPTIONS")) {
            assertThat(send(SITE, method, "/", Map.of()).statusCode())
                    .describedAs(method)
                    .isEqualTo(403);
        }
        assertThat(send(SITE, "TRACE", "/", Map.of()).statusCode()).isEqualTo(405);
        for (Class<?> type : List.of(SecurityWebFilterChain.class, ReactiveUserDetailsService.class)) {
            assertThat(Arrays.asList(SITE.context().getBeanNamesForType(type)))
                    .describedAs(type.getSimpleName())
                    .isEmpty();
        }
        assertThat(SITE.context()
                        .getBeansOfType(AbstractUrlHandlerMapping.class)
                        .values())
                .isNotEmpty()
                .flatMap(mapping -> mapping.getHandlerMap().values())
                .isNotEmpty()
                .noneMatch(ResourceWebHandler.class::isInstance);
    }

    @Test
    void nodesWithTheSameSecretAndDatabaseAcceptEachOthersTokens() throws Exception {
        String database = "--flangular.database.url=" + RunningApplication.newDatabase();
        String secret = "--flangular.session.secret=0123456789abcdef0123456789abcdef";
        RunningApplication one = RunningApplication.start(database, secret);
        RunningApplication other = RunningApplication.start(database, secret);
        RunningApplication stranger = RunningApplication.start(database);
        Map<String, String> cookies = TestClient.signedIn(one).cookies();
        Map<String, String> both = headers(cookies.get(COOKIE), cookies.get(XSRF));

        assertThat(get(one, "/api/session", both)).isEqualTo(200);
        assertThat(get(other, "/api/session", both)).isEqualTo(200);
        assertThat(get(stranger, "/api/session", both)).isEqualTo(401);

        get(one, "/login", both);
        assertThat(get(one, "/api/session", both)).isEqualTo(401);
        Thread.sleep(1000);
        assertThat(get(other, "/api/session", both)).isEqualTo(401);
    }

    private static Map<String, String> headers(Credential credential) {
        Map<String, String> own = TestClient.signedIn(SITE).cookies();
        String cookie = own.get(COOKIE);
        String xsrf = own.get(XSRF);
        switch (credential) {
            case COOKIE_ALONE:
                return headers(cookie, null);
            case HEADER_ALONE:
                return headers(null, xsrf);
            case BOTH:
                return headers(cookie, xsrf);
            case TAMPERED:
                return headers(tampered(cookie), tampered(xsrf));
            case OF_TWO_SESSIONS:
                return headers(cookie, TestClient.signedIn(SITE).cookies().get(XSRF));
            case SWAPPED:
                return headers(xsrf, cookie);
            case API_TOKEN:
                return Map.of(
                        "Authorization", "Bearer " + TestClient.signedIn(SITE).apiToken("read"));
            case API_TOKEN_AND_BOTH:
                Map<String, String> all = headers(cookie, xsrf);
                all.put("Authorization", "Bearer " + TestClient.signedIn(SITE).apiToken("read"));
                return all;
            case LOGGED_OUT:
                get(SITE, "/login", headers(cookie, null));
                return headers(cookie, xsrf);
            default:
                return Map.of();
        }
    }

    private static Map<String, String> headers(String cookie, String xsrf) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (cookie != null) {
            headers.put("Cookie", COOKIE + "=" + cookie);
        }
        if (xsrf != null) {
            headers.put("X-XSRF-TOKEN", xsrf);
        }
        return headers;
    }

    private static String tampered(String token) {
        int middle = token.indexOf('.') + 10;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        return token.substring(0, middle) + other + token.substring(middle + 1);
    }

    private static int get(RunningApplication site, String path, Map<String, String> headers) {
        return send(site, "GET", path, headers).statusCode();
    }

    private static HttpResponse<String> send(
            RunningApplication site, String method, String path, Map<String, String> headers) {
        TestClient client = new TestClient(site);
        HttpRequest.Builder request = client.request(path).method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        return client.send(request);
    }
}
