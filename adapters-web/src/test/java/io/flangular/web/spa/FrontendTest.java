package io.flangular.web.spa;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.web.session.TestSite;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class FrontendTest {
    private static final String APP = "/private/assets/app-B1c2D3e4.js";

    private final TestSite site = new TestSite();
    private final String cookie = site.login().cookie();

    @Test
    void publicFilesAreServedToEveryone() {
        request("/static/assets/login-Ab3_x9Zk.css", "", false)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Content-Type", "text/css;charset=UTF-8")
                .expectHeader()
                .valueEquals("Cache-Control", "public, max-age=31536000, immutable")
                .expectBody(String.class)
                .isEqualTo("body{margin:0}");
    }

    @Test
    void aFileWithoutAHashInItsNameIsRevalidated() {
        request("/static/favicon.svg", "", false)
                .expectHeader()
                .valueEquals("Content-Type", "image/svg+xml")
                .expectHeader()
                .valueEquals("Cache-Control", "no-cache");
        request("/private/row-template.html", "", true)
                .expectHeader()
                .valueEquals("Cache-Control", "private, no-cache");
    }

    @Test
    void privateFilesAreServedToLoggedInUsers() {
        request(APP, "", true)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Content-Type", "text/javascript;charset=UTF-8")
                .expectHeader()
                .valueEquals("Cache-Control", "private, no-cache");
        request(APP + ".map", "", true).expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/private",
                "/private/",
                "/private//",
                "/private/assets",
                "/private/assets/",
                APP,
                APP + ".map",
                APP + ".br",
                APP + ".gz",
                APP + ".",
                APP + "/",
                APP + "?x",
                APP + ";x=1",
                APP + "%00",
                APP + "%20",
                "/private//assets/app-B1c2D3e4.js",
                "/private/./assets/app-B1c2D3e4.js",
                "/private/../private/assets/app-B1c2D3e4.js",
                "/private/../static/favicon.svg",
                "/private/%2e%2e/static/favicon.svg",
                "/private/assets%2fapp-B1c2D3e4.js",
                "/private/assets%5capp-B1c2D3e4.js",
                "/%70rivate/assets/app-B1c2D3e4.js",
                "/private;x=1/assets/app-B1c2D3e4.js",
                "/private/ASSETS/app-B1c2D3e4.js",
                "/private/unknown",
                "/private/row-template.html"
            })
    void unauthenticatedRequestsDoNotLearnWhichFilesExist(String path) {
        for (String method : List.of("GET", "HEAD", "POST", "OPTIONS", "TRACE")) {
            site.client()
                    .method(HttpMethod.valueOf(method))
                    .uri(URI.create("http://localhost" + path))
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static",
                "/static/",
                "/static/unknown",
                "/static//favicon.svg",
                "/static/./favicon.svg",
                "/static/favicon.svg.",
                "/static/favicon.svg/",
                "/static/favicon.svg%00",
                "/static/Favicon.svg",
                "/static/%66avicon.svg",
                "/static/../private/assets/app-B1c2D3e4.js",
                "/static/..%2fprivate/assets/app-B1c2D3e4.js",
                "/static/..%5cprivate/assets/app-B1c2D3e4.js",
                "/static/%2e%2e/private/assets/app-B1c2D3e4.js",
                "/static/%252e%252e/private/assets/app-B1c2D3e4.js",
                "/static/assets",
                "/static/private/assets/app-B1c2D3e4.js",
                "/static/../templates/index.html",
                "/static/file:///etc/passwd"
            })
    void onlyTheExactPathIsFound(String path) {
        request(path, "", false).expectStatus().isNotFound();
        request(path, "", true).expectStatus().isNotFound();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//private" + APP, "/./private/assets/app-B1c2D3e4.js", "/x/..%2fprivate/assets/app-B1c2D3e4.js"
            })
    void noOtherPathLeadsToPrivateFiles(String path) {
        request(path, "", false).expectStatus().isFound();
    }

    @ParameterizedTest
    @ValueSource(strings = {APP + ".br", APP + ".gz", "/private/unknown", "/private/assets%2fapp-B1c2D3e4.js"})
    void compressedFilesHaveNoPathOfTheirOwn(String path) {
        request(path, "", true).expectStatus().isNotFound();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br, zstd | br",
                "gzip | gzip",
                "GZIP | gzip",
                "br;q=0, gzip | gzip",
                "br; q=0.000, gzip;q=0.5 | gzip",
                "br;q=1.0 | br",
                "deflate | ''",
                "identity | ''",
                "'' | ''"
            })
    void theSmallestAcceptedEncodingIsSent(String accepted, String encoding) {
        ResponseSpec response = request(APP, accepted, true)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Vary", "Accept-Encoding")
                .expectHeader()
                .valueEquals("Content-Type", "text/javascript;charset=UTF-8");

        if (encoding.isEmpty()) {
            response.expectHeader().doesNotExist("Content-Encoding");
        } else {
            response.expectHeader().valueEquals("Content-Encoding", encoding);
        }
    }

    @Test
    void eachEncodingHasItsOwnStrongEtag() {
        Set<String> tags = new HashSet<>();
        for (String encoding : List.of("br", "gzip", "")) {
            String tag = request(APP, encoding, true)
                    .returnResult(Void.class)
                    .getResponseHeaders()
                    .getETag();
            assertThat(tag).startsWith("\"");
            tags.add(tag);
            site.client()
                    .get()
                    .uri(APP)
                    .cookie("__Host-session", cookie)
                    .header("Accept-Encoding", encoding)
                    .header("If-None-Match", tag)
                    .exchange()
                    .expectStatus()
                    .isNotModified()
                    .expectHeader()
                    .valueEquals("ETag", tag)
                    .expectBody()
                    .isEmpty();
        }
        assertThat(tags).hasSize(3);
    }

    @Test
    void anEtagGivesNoAccessToPrivateFiles() {
        String tag = request(APP, "", true)
                .returnResult(Void.class)
                .getResponseHeaders()
                .getETag();
        site.client()
                .get()
                .uri(APP)
                .header("If-None-Match", tag)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void headReturnsTheLengthWithoutABody() {
        EntityExchangeResult<byte[]> result = site.client()
                .head()
                .uri("/static/favicon.svg")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult();

        assertThat(result.getResponseBody()).isNull();
        assertThat(result.getResponseHeaders().getContentLength()).isEqualTo(41);
    }

    @Test
    void otherMethodsAreNotAllowed() {
        site.client()
                .post()
                .uri("/static/favicon.svg")
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .valueEquals("Allow", "GET,HEAD");
    }

    @Test
    void browsersGetAnHtmlErrorPage() {
        String page = site.client()
                .get()
                .uri("/static/unknown")
                .header("Accept", "text/html,application/xhtml+xml")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .valueEquals("Content-Type", "text/html;charset=UTF-8")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page).contains("<title>404 Not Found</title>").doesNotContain("reference");
    }

    private ResponseSpec request(String path, String acceptEncoding, boolean loggedIn) {
        return site.client()
                .get()
                .uri(URI.create("http://localhost" + path))
                .header("Accept-Encoding", acceptEncoding)
                .cookies(cookies -> {
                    if (loggedIn) {
                        cookies.add("__Host-session", cookie);
                    }
                })
                .exchange();
    }
}
