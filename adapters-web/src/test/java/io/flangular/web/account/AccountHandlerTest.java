package io.flangular.web.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.flangular.web.TestApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;

class AccountHandlerTest {
    private static final String WITH_PASSWORD = "{\"password\": \"" + FakeAccount.PASSWORD + "\"}";

    private final FakeAccount account = new FakeAccount();
    private final TestApi api = new TestApi(new AccountHandler(account, TestApi.clients())
            .routes()
            .and(new SecondFactorHandler(account, account, TestApi.clients()).routes()));

    @Test
    void theAccountIsShown() {
        api.send(GET, "/api/account", null).expectStatus().isOk().expectBody().json("""
            {"id": 1, "email": "ada@example.org", "name": "Ada", "role": "editor",
             "created": "2026-11-23T12:00:00Z", "password_changed": null,
             "second_factor": {"on": true, "recovery_codes_left": 9}}\
            """, JsonCompareMode.STRICT);
        api.send(HEAD, "/api/account", null).expectStatus().isOk();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{'name': 'Ada L.'} | called Ada L.", "{'name': ''} | called", "{'name': null} | called null"})
    void aNameIsSetOrRemoved(String body, String done) {
        api.send(PATCH, "/api/account", body.replace('\'', '"'))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.email")
                .isEqualTo("ada@example.org");

        assertThat(account.done).singleElement().asString().isEqualToIgnoringWhitespace(done);
    }

    @Test
    void thePasswordIsChanged() {
        String body = "{\"password\": \"" + FakeAccount.PASSWORD + "\", \"new_password\": \"  another one \"}";

        api.send(PUT, "/api/account/password", body).expectStatus().isNoContent();

        assertThat(account.done).containsExactly("password   another one  by Firefox on Linux");
    }

    @Test
    void theBrowserThatChangesTheCredentialsStaysAKnownDevice() {
        String password = WITH_PASSWORD.replace("}", ", \"new_password\": \"another one\"}");

        api.send(PUT, "/api/account/password", password).expectCookie().exists("__Host-device");
        api.send(PUT, "/api/account/second-factor", "{\"code\": \"123456\"}")
                .expectCookie()
                .exists("__Host-device");
        api.send(POST, "/api/account/second-factor/off", WITH_PASSWORD)
                .expectCookie()
                .exists("__Host-device");
    }

    @Test
    void aWrongPasswordOrNoChangeMakesNoKnownDevice() {
        String wrong = "{\"password\": \"wrong\"}";

        api.send(PUT, "/api/account/password", wrong.replace("}", ", \"new_password\": \"another one\"}"))
                .expectCookie()
                .doesNotExist("__Host-device");
        api.send(POST, "/api/account/second-factor/off", wrong).expectCookie().doesNotExist("__Host-device");
        api.send(POST, "/api/account/second-factor", WITH_PASSWORD)
                .expectCookie()
                .doesNotExist("__Host-device");
        api.send(POST, "/api/account/second-factor/recovery-codes", WITH_PASSWORD)
                .expectCookie()
                .doesNotExist("__Host-device");
    }

    @Test
    void sessionsAreListedAndTheCurrentOneIsMarked() {
        api.send(GET, "/api/account/session", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                    {"num_results": 2, "objects": [
                      {"id": "AAAAAAAAAAAAAAAAAAAAAA", "since": "2026-11-23T12:00:00Z",
                       "last_seen": "2026-11-23T12:01:00Z", "ends": "2026-11-23T20:00:00Z",
                       "address": "2001:db8::7", "browser": "curl", "current": false},
                      {"id": "handle-of-ada's-session", "since": "2026-11-23T12:00:00Z",
                       "last_seen": "2026-11-23T12:00:00Z", "ends": "2026-11-23T20:00:00Z",
                       "address": "192.0.2.7", "browser": null, "current": true}]}\
                    """, JsonCompareMode.STRICT);
    }

    @Test
    void sessionsAreEnded() {
        api.send(DELETE, "/api/account/session", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"num_ended\": 2}", JsonCompareMode.STRICT);
        api.send(DELETE, "/api/account/session/" + FakeAccount.OTHER_HANDLE, null)
                .expectStatus()
                .isNoContent();

        assertThat(account.done)
                .containsExactly("ended others of the id of Ada's session", "ended " + FakeAccount.OTHER_HANDLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BBBBBBBBBBBBBBBBBBBBBB",
                "1",
                "AAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAA%00",
                "%20",
                "%2e"
            })
    void aSessionOfAnotherUserIsNotFound(String id) {
        api.send(DELETE, "/api/account/session/" + id, null)
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo("You have no such session.");
    }

    @Test
    void theKeyOfTheAuthenticatorIsShown() {
        api.send(POST, "/api/account/second-factor", WITH_PASSWORD)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(3)
                .jsonPath("$.secret")
                .isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
                .jsonPath("$.uri")
                .value(uri -> assertThat((String) uri).startsWith("otpauth://totp/Flangular:ada%40example.org?"))
                .jsonPath("$.qr")
                .value(qr -> assertThat((String) qr).startsWith("data:image/svg+xml;base64,"));
        assertThat(account.done).containsExactly("began by Firefox on Linux");
    }

    @Test
    void theSecondFactorIsTurnedOnRenewedAndTurnedOff() {
        api.send(PUT, "/api/account/second-factor", "{\"code\": \"123 456\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .json(
                        "{\"recovery_codes\": [\"abcd-efgh-jkmn-pqrs\", \"2345-6789-2234-5678\"]}",
                        JsonCompareMode.STRICT);
        api.send(POST, "/api/account/second-factor/recovery-codes", WITH_PASSWORD)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"recovery_codes\": [\"abcd-efgh-jkmn-pqrs\"]}", JsonCompareMode.STRICT);
        api.send(POST, "/api/account/second-factor/off", WITH_PASSWORD)
                .expectStatus()
                .isNoContent();

        assertThat(account.done)
                .containsExactly("confirmed 123 456", "renewed by Firefox on Linux", "turned off by Firefox on Linux");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PATCH | /api/account | {} | name",
                "PATCH | /api/account | {'name': 1} | name",
                "PATCH | /api/account | {'name': ['Ada']} | name",
                "PATCH | /api/account | {'name': 'Ada', 'role': 'administrator'} | role",
                "PATCH | /api/account | {'name': 'Ada', 'email': 'x@example.org'} | email",
                "PUT | /api/account/password | {'password': 'the password of Ada'} | new_password",
                "PUT | /api/account/password | {'new_password': 'x'} | password",
                "PUT | /api/account/password | {'password': 'wrong', 'new_password': 'x'} | password",
                "PUT | /api/account/password | {'password': 'the password of Ada', 'new_password': null} |"
                        + " new_password",
                "POST | /api/account/second-factor | {} | password",
                "POST | /api/account/second-factor | {'password': 'wrong'} | password",
                "POST | /api/account/second-factor | {'password': 'the password of Ada', 'secret': 'A'} | secret",
                "PUT | /api/account/second-factor | {'code': 123456} | code",
                "POST | /api/account/second-factor/off | {'password': true} | password",
                "POST | /api/account/second-factor/off | {'password': 'wrong'} | password",
                "POST | /api/account/second-factor/recovery-codes | {'password': {}} | password"
            })
    void invalidFieldsAreNamedAndNothingIsDone(HttpMethod method, String path, String body, String field) {
        api.namesWhatIsWrong(method, path, body, field);
        assertThat(account.done).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /api/account",
        "PUT, /api/account/password",
        "POST, /api/account/second-factor",
        "PUT, /api/account/second-factor",
        "POST, /api/account/second-factor/off",
        "POST, /api/account/second-factor/recovery-codes"
    })
    void onlyOneStrictJsonObjectIsAccepted(HttpMethod method, String path) {
        api.send(method, path, WITH_PASSWORD, MediaType.TEXT_PLAIN)
                .expectStatus()
                .isEqualTo(415);
        api.send(method, path, null).expectStatus().isEqualTo(415);
        for (String body : new String[] {"", "[]", "null", "{", "{} {}", "{\"code\": 1, \"code\": 1}"}) {
            api.send(method, path, body).expectStatus().isBadRequest();
        }
        assertThat(account.done).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/account",
        "PATCH, /api/account",
        "PUT, /api/account/password",
        "GET, /api/account/session",
        "DELETE, /api/account/session",
        "DELETE, /api/account/session/AAAAAAAAAAAAAAAAAAAAAA",
        "POST, /api/account/second-factor",
        "PUT, /api/account/second-factor",
        "POST, /api/account/second-factor/off",
        "POST, /api/account/second-factor/recovery-codes"
    })
    void apiTokensAreRefused(HttpMethod method, String path) {
        api.keepsScriptsOut(method, path, "An API token cannot manage an account. Log in.");
        assertThat(account.done).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /api/account | GET,HEAD,PATCH",
                "GET | /api/account/password | PUT",
                "POST | /api/account/session | GET,HEAD,DELETE",
                "GET | /api/account/session/1 | DELETE",
                "DELETE | /api/account/second-factor | POST,PUT",
                "GET | /api/account/second-factor/off | POST",
                "OPTIONS | /api/account/second-factor/recovery-codes | POST"
            })
    void otherMethodsAreNotAllowed(HttpMethod method, String path, String allowed) {
        api.knowsOnly(allowed, method, path);
    }
}
