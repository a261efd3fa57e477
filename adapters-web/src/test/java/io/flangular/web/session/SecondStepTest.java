package io.flangular.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.DomainException;
import io.flangular.domain.session.Login;
import io.flangular.domain.session.LoginStep.CodeNeeded;
import io.flangular.web.session.token.CodeChallenges;
import io.flangular.web.session.token.SignedTokenCodec;
import io.flangular.web.session.token.TestKeys;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.json.JsonMapper;

class SecondStepTest {
    private static final Pattern HIDDEN = Pattern.compile("name=\"challenge\" value=\"([^\"]+)\"");

    private final TestSite site = new TestSite();

    @BeforeEach
    void askForCodes() {
        site.logins.secondFactor = true;
    }

    @Test
    void theRightPasswordAsksForTheCodeAndBeginsNoSession() {
        String page = html(post("email", FakeLogins.EMAIL, "password", FakeLogins.PASSWORD, "next", "/computers?page=2")
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Set-Cookie"));

        assertThat(page)
                .contains("name=\"code\"", "name=\"next\" value=\"/computers?page&#x3D;2\"")
                .contains("href=\"/login?next&#x3D;%2Fcomputers%3Fpage%3D2\"")
                .doesNotContain("name=\"password\"", FakeLogins.EMAIL, "class=\"error\"");
        assertThat(site.activeSessions()).isZero();
    }

    @Test
    void theCodeRedirectsAndSetsTheCookies() {
        post("challenge", challenge(), "code", FakeLogins.CODE, "next", "/computers?page=2")
                .expectStatus()
                .isEqualTo(303)
                .expectHeader()
                .valueEquals("Location", "/computers?page=2")
                .expectCookie()
                .exists("__Host-session")
                .expectCookie()
                .exists("XSRF-TOKEN")
                .expectCookie()
                .exists("__Host-device");
        assertThat(site.activeSessions()).isOne();
    }

    @Test
    void aLogInByScriptIsAskedForTheCodeInJson() {
        String challenge = jsonChallenge();

        json("challenge", challenge, "code", "000000")
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo("Could not log in.")
                .jsonPath("$.challenge")
                .isEqualTo(challenge);
        json("challenge", challenge, "code", FakeLogins.CODE)
                .expectStatus()
                .isOk()
                .expectCookie()
                .exists("__Host-session")
                .expectCookie()
                .exists("__Host-device")
                .expectBody()
                .jsonPath("$.user.email")
                .isEqualTo(FakeLogins.EMAIL);
    }

    @Test
    void aWrongCodeShowsTheFormForTheCodeAgain() {
        String challenge = challenge();

        String page = html(post("challenge", challenge, "code", "000000", "next", "/computers")
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Set-Cookie"));

        assertThat(page)
                .contains("Could not log in.", "value=\"" + challenge + "\"", "value=\"/computers\"")
                .doesNotContain("000000", "name=\"password\"");
    }

    @Test
    void aChallengeThatIsTooOldLeadsBackToTheFirstForm() {
        String challenge = challenge();
        site.clock().advance(Login.CODE_TIMEOUT);

        String page = html(post("challenge", challenge, "code", FakeLogins.CODE, "next", "/computers")
                .expectStatus()
                .isOk());

        assertThat(page)
                .contains("Could not log in.", "name=\"password\"", "value=\"/computers\"")
                .doesNotContain("name=\"challenge\"");
        json("challenge", challenge, "code", FakeLogins.CODE)
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo("Could not log in.")
                .jsonPath("$.challenge")
                .doesNotExist();
        assertThat(site.activeSessions()).isZero();
    }

    @Test
    void otherTokensAreNotAcceptedAsAChallenge() {
        TestSite.Credentials session = site.login();
        String device = device();
        String stranger = new CodeChallenges(
                        new SignedTokenCodec(TestKeys.of(new byte[32]), site.clock(), TestSite.LIFETIME))
                .issue(new CodeNeeded(1, site.clock().instant()));

        for (String text : List.of("", "x", session.cookie(), session.header(), device, stranger)) {
            String page = html(post("challenge", text, "code", FakeLogins.CODE));
            assertThat(page).contains("Could not log in.", "name=\"password\"").doesNotContain("name=\"challenge\"");
        }
        assertThat(site.activeSessions()).isEqualTo(2);
    }

    @Test
    void challengeAndDeviceTokensGiveNoAccess() {
        for (String token : List.of(challenge(), device())) {
            for (String path : List.of("/api/session", "/private/assets/app-B1c2D3e4.js")) {
                site.client()
                        .get()
                        .uri(path)
                        .cookie("__Host-session", token)
                        .header("X-XSRF-TOKEN", token)
                        .exchange()
                        .expectStatus()
                        .isUnauthorized();
                site.client()
                        .get()
                        .uri(path)
                        .header("Authorization", "Bearer " + token)
                        .exchange()
                        .expectStatus()
                        .isUnauthorized();
            }
            site.client()
                    .get()
                    .uri("/")
                    .cookie("__Host-session", token)
                    .cookie("__Host-device", token)
                    .exchange()
                    .expectStatus()
                    .isFound();
        }
    }

    @Test
    void thePreviousSessionOfTheBrowserEndsWithTheSecondStep() {
        TestSite.Credentials before = site.login();
        String challenge = challenge();
        assertThat(site.activeSessions()).isOne();

        site.client()
                .post()
                .uri("/login")
                .cookie("__Host-session", before.cookie())
                .body(BodyInserters.fromFormData("challenge", challenge).with("code", FakeLogins.CODE))
                .exchange()
                .expectStatus()
                .isEqualTo(303);

        assertThat(site.activeSessions()).isOne();
        site.client()
                .get()
                .uri("/private/assets/app-B1c2D3e4.js")
                .cookie("__Host-session", before.cookie())
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/\\evil.example", "https://evil.example", "/login", ""})
    void nextNeverLeavesTheSite(String next) {
        String page = html(post("email", FakeLogins.EMAIL, "password", FakeLogins.PASSWORD, "next", next));
        assertThat(page).contains("name=\"next\" value=\"/\"", "href=\"/login\"");
        post("challenge", challenge(), "code", FakeLogins.CODE, "next", next)
                .expectHeader()
                .valueEquals("Location", "/");
    }

    @ParameterizedTest
    @CsvSource({"Origin, https://evil.example", "Sec-Fetch-Site, cross-site"})
    void aFormFromAnotherSiteIsRefused(String header, String value) {
        site.client()
                .post()
                .uri("/login")
                .header(header, value)
                .body(BodyInserters.fromFormData("challenge", challenge()).with("code", FakeLogins.CODE))
                .exchange()
                .expectStatus()
                .isForbidden();
        assertThat(site.activeSessions()).isZero();
    }

    @Test
    void throttledCodesCanBeGivenLater() {
        String challenge = challenge();
        site.logins.refusal = new DomainException.TooMany("Too many tries.", Duration.ofSeconds(12));

        assertThat(html(post("challenge", challenge, "code", FakeLogins.CODE)
                        .expectStatus()
                        .isEqualTo(429)
                        .expectHeader()
                        .valueEquals("Retry-After", "12")))
                .contains("Too many tries.", challenge);
        json("challenge", challenge, "code", FakeLogins.CODE)
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("Retry-After", "12")
                .expectBody()
                .jsonPath("$.challenge")
                .isEqualTo(challenge);
    }

    private String challenge() {
        Matcher hidden = HIDDEN.matcher(html(post("email", FakeLogins.EMAIL, "password", FakeLogins.PASSWORD)));
        assertThat(hidden.find()).isTrue();
        return hidden.group(1);
    }

    private String jsonChallenge() {
        byte[] body = json("email", FakeLogins.EMAIL, "password", FakeLogins.PASSWORD)
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .doesNotExist("Set-Cookie")
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo("A code is needed.")
                .returnResult()
                .getResponseBody();
        return JsonMapper.shared().readTree(body).get("challenge").stringValue();
    }

    private String device() {
        String device = post("challenge", challenge(), "code", FakeLogins.CODE)
                .returnResult(Void.class)
                .getResponseCookies()
                .getFirst("__Host-device")
                .getValue();
        assertThat(device).startsWith("ey");
        return device;
    }

    private ResponseSpec post(String... fields) {
        return send("text/html", fields);
    }

    private ResponseSpec json(String... fields) {
        return send("application/json", fields);
    }

    private ResponseSpec send(String accept, String... fields) {
        BodyInserters.FormInserter<String> form = BodyInserters.fromFormData(fields[0], fields[1]);
        for (int i = 2; i < fields.length; i += 2) {
            form = form.with(fields[i], fields[i + 1]);
        }
        return site.client()
                .post()
                .uri("/login")
                .header("Accept", accept)
                .body(form)
                .exchange();
    }

    private static String html(ResponseSpec response) {
        return response.expectHeader()
                .valueEquals("Content-Type", "text/html;charset=UTF-8")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
