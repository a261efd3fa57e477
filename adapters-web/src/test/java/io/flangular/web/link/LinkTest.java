package io.flangular.web.link;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.flangular.domain.DomainException;
import io.flangular.web.session.TestSite;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.BodyInserters;

class LinkTest {
    private static final String PASSWORD = "correct horse battery staple";

    private final TestSite site = new TestSite();

    @Test
    void thePageIsPublicAndChangesNothing() {
        TestSite.Credentials session = site.login();

        String page = html(site.client()
                .get()
                .uri("/login/password")
                .cookie("__Host-session", session.cookie())
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectHeader()
                .doesNotExist("Set-Cookie"));

        assertThat(page).contains("<input name=\"code\">", "name=\"password\"").doesNotContain("class=\"error\"");
        assertThat(site.activeSessions()).isOne();
    }

    @Test
    void theLinkSetsThePasswordAndLeadsToTheLogIn() {
        String page = html(post(FakeLinks.CODE, PASSWORD).expectStatus().isOk());

        assertThat(page)
                .contains("Your password is set. Log in.", "action=\"/login\"", "value=\"" + FakeLinks.EMAIL + "\"")
                .doesNotContain(PASSWORD, FakeLinks.CODE);
        assertThat(site.links().password).isEqualTo(PASSWORD);
    }

    @Test
    void theCurrentSessionOfTheBrowserEnds() {
        TestSite.Credentials session = site.login();

        EntityExchangeResult<byte[]> result = site.client()
                .post()
                .uri("/login/password")
                .cookie("__Host-session", session.cookie())
                .cookie("XSRF-TOKEN", session.header())
                .body(form(FakeLinks.CODE, PASSWORD))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Clear-Site-Data", "\"cache\", \"storage\"")
                .expectBody()
                .returnResult();

        assertThat(result.getResponseHeaders().get("Set-Cookie"))
                .hasSize(3)
                .allSatisfy(cookie -> assertThat(cookie).contains("=;", "Max-Age=0"));
        assertThat(site.activeSessions()).isZero();
    }

    @Test
    void theWholeLinkCanBePasted() {
        post(" https://inventory.example.org/login/password#" + FakeLinks.CODE + "\n", PASSWORD)
                .expectStatus()
                .isOk();

        assertThat(site.links().password).isEqualTo(PASSWORD);
    }

    @Test
    void aPasswordThatBreaksARuleDoesNotUseTheLink() {
        String page = html(post(FakeLinks.CODE, "short").expectStatus().isBadRequest());

        assertThat(page)
                .contains("A password has 15 characters or more.", "name=\"code\" value=\"" + FakeLinks.CODE + "\"")
                .doesNotContain("short");
    }

    /** The page asks like this whether its link still works. */
    @Test
    void withoutAPasswordTheStatusSaysWhetherTheLinkWorks() {
        post(FakeLinks.CODE, "").expectStatus().isBadRequest();
        assertThat(html(post("x", "").expectStatus().isOk())).contains("This link does not work any more.");
        assertThat(site.links().password).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmG", "\"><b>"})
    void anInvalidCodeIsNotRepeatedInThePage(String code) {
        String page =
                html(post(code, PASSWORD).expectStatus().isOk().expectHeader().doesNotExist("Set-Cookie"));

        assertThat(page)
                .contains(
                        "This link does not work any more. Ask an administrator for another.", "<input name=\"code\">")
                .doesNotContain("value=", "<b>");
        assertThat(site.links().password).isNull();
    }

    @Test
    void aLinkWorksOnce() {
        post(FakeLinks.CODE, PASSWORD).expectStatus().isOk();

        assertThat(html(post(FakeLinks.CODE, PASSWORD + "2"))).contains("This link does not work any more.");
        assertThat(site.links().password).isEqualTo(PASSWORD);
    }

    @Test
    void throttledRequestsAreToldWhenToTryAgain() {
        site.links().refusal = new DomainException.TooMany("Too many tries.", Duration.ofSeconds(12));
        assertThat(html(post(FakeLinks.CODE, PASSWORD)
                        .expectStatus()
                        .isEqualTo(429)
                        .expectHeader()
                        .valueEquals("Retry-After", "12")))
                .contains("Too many tries.", FakeLinks.CODE);

        site.links().refusal = new DomainException.Busy("Too many people.", Duration.ofSeconds(2));
        assertThat(html(post(FakeLinks.CODE, PASSWORD)
                        .expectStatus()
                        .isEqualTo(503)
                        .expectHeader()
                        .valueEquals("Retry-After", "2")))
                .contains("Too many people.", FakeLinks.CODE);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void aFormFromAnotherSiteIsRefused(String header, String value) {
        site.client()
                .post()
                .uri("/login/password")
                .header(header, value)
                .body(form(FakeLinks.CODE, PASSWORD))
                .exchange()
                .expectStatus()
                .isForbidden();
        assertThat(site.links().password).isNull();
    }

    @Test
    void onlyAFormIsAcceptedAndOnlyAtThisPath() {
        site.client()
                .post()
                .uri("/login/password")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(415);
        for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.PATCH, HttpMethod.OPTIONS)) {
            site.client()
                    .method(method)
                    .uri("/login/password")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(405)
                    .expectHeader()
                    .valueEquals("Allow", "GET,HEAD,POST");
        }
        for (String path : List.of("/login/password/", "/login/passwords", "/login/password/x", "/login/x")) {
            site.client().get().uri(path).exchange().expectStatus().isFound();
            site.client()
                    .post()
                    .uri(path)
                    .body(form(FakeLinks.CODE, PASSWORD))
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
        assertThat(site.links().password).isNull();
    }

    @Test
    void theCodeIsInNoLogAndNoHeader() {
        Logger root = (Logger) LoggerFactory.getLogger("io.flangular");
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        Level before = root.getLevel();
        root.setLevel(Level.TRACE);
        root.addAppender(events);
        try {
            for (String password : List.of("short", PASSWORD, PASSWORD)) {
                String headers = post(FakeLinks.CODE, password)
                        .returnResult(Void.class)
                        .getResponseHeaders()
                        .toString();
                assertThat(headers).contains("Content-Security-Policy").doesNotContain(FakeLinks.CODE, password);
            }
            site.links().refusal = new DomainException.NotFound("A fault.");
            post(FakeLinks.CODE, PASSWORD).expectStatus().isNotFound();
        } finally {
            root.detachAppender(events);
            root.setLevel(before);
        }
        assertThat(events.list.toString()).doesNotContain(FakeLinks.CODE, PASSWORD);
    }

    private ResponseSpec post(String code, String password) {
        return site.client()
                .post()
                .uri("/login/password")
                .accept(MediaType.TEXT_HTML)
                .body(form(code, password))
                .exchange();
    }

    private static BodyInserters.FormInserter<String> form(String code, String password) {
        return BodyInserters.fromFormData("code", code).with("password", password);
    }

    private static String html(ResponseSpec response) {
        return response.expectHeader()
                .valueEquals("Content-Type", "text/html;charset=UTF-8")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
