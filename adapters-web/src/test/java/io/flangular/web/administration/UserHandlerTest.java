package io.flangular.web.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import io.flangular.domain.administration.UserChange;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.UserSearch;
import io.flangular.domain.user.UserStatus;
import io.flangular.web.TestApi;
import io.flangular.web.link.LinkUrl;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;

class UserHandlerTest {
    private static final String GRACE = """
        {"id": 7, "email": "grace@example.org", "name": null, "role": "viewer", "status": "invited",
         "second_factor": false, "created": "2026-11-23T12:00:00Z", "last_seen": "2026-11-22T12:00:00Z"}\
        """;
    private static final String LINK = "{\"url\": \"https://inventory.example.org/login/password#" + FakeUsers.CODE
            + "\", \"purpose\": \"invitation\", \"ends\": \"2026-11-26T12:00:00Z\", \"mailed\": true}";

    private static final String PASSWORD = "{\"password\": \"x\"}";

    private final FakeUsers users = new FakeUsers();
    private final TestApi api = TestApi.ofAdministrator(
            new UserHandler(users, new LinkUrl(URI.create("https://inventory.example.org")), TestApi.clients())
                    .routes());

    @Test
    void usersAreListed() {
        api.send(GET, "/api/user", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .json(
                        "{\"num_results\": 21, \"page\": 1, \"total_pages\": 3, \"objects\": [" + GRACE + "]}",
                        JsonCompareMode.STRICT);
        assertThat(users.asked).containsExactly(new UserSearch("", null, null, 0, 10));
        api.send(HEAD, "/api/user", null).expectStatus().isOk();
    }

    @Test
    void usersAreSearchedInPages() {
        api.send(GET, "/api/user?search=a%20%25b&role=administrator&status=disabled&page=3&results_per_page=20", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.page")
                .isEqualTo(3)
                .jsonPath("$.total_pages")
                .isEqualTo(2);

        assertThat(users.asked)
                .containsExactly(new UserSearch("a %b", Role.ADMINISTRATOR, UserStatus.DISABLED, 40, 20));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, 10",
        "search=&role=&status=, 0, 10",
        "results_per_page=1000000000000, 0, 100",
        "results_per_page=0, 0, 10",
        "results_per_page=x, 0, 10",
        "page=2&page=9, 10, 10",
        "page=0000000000000000000002, 10, 10",
        "page=999999999999999999&results_per_page=100, 2147483647, 100"
    })
    void theOffsetFollowsFromPageNumberAndSize(String query, int offset, int limit) {
        api.send(GET, "/api/user?" + query, null).expectStatus().isOk();

        assertThat(users.asked).containsExactly(new UserSearch("", null, null, offset, limit));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "role=ADMINISTRATOR | role must be viewer, editor or administrator",
                "role=owner | role must be viewer, editor or administrator",
                "status=gone | status must be active, invited or disabled",
                "search=a%00b | search must not have control characters",
                "page=0 | page must be a whole number from 1 to 999999999999999999",
                "page=-1 | page must be a whole number from 1 to 999999999999999999",
                "page=x | page must be a whole number from 1 to 999999999999999999",
                "page= | page must be a whole number from 1 to 999999999999999999",
                "page=99999999999999999999 | page must be a whole number from 1 to 999999999999999999"
            })
    void anInvalidParameterIsNamed(String query, String message) {
        api.send(GET, "/api/user?" + query, null)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo(message);
        assertThat(users.asked).isEmpty();
    }

    @Test
    void aUserIsInvitedWithALink() {
        api.send(POST, "/api/user", "{\"email\": \" Grace@Example.org\", \"name\": \"Grace\", \"role\": \"viewer\"}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .json("{\"user\": " + GRACE + ", \"link\": " + LINK + "}", JsonCompareMode.STRICT);

        assertThat(users.asked).containsExactly("invited grace@example.org called Grace as VIEWER");
    }

    @Test
    void aNameIsOptional() {
        api.send(POST, "/api/user", "{\"email\": \"grace@example.org\", \"role\": \"editor\"}")
                .expectStatus()
                .isCreated();

        assertThat(users.asked).containsExactly("invited grace@example.org called null as EDITOR");
    }

    @Test
    void aUserIsShown() {
        api.send(GET, "/api/user/7", null).expectStatus().isOk().expectBody().json(GRACE, JsonCompareMode.STRICT);
    }

    @Test
    void onlyTheGivenFieldsOfAUserAreChanged() {
        for (String change : new String[] {
            "{}", "{\"name\": null}", "{\"name\": \"G\", \"role\": \"editor\"}", "{\"disabled\": false}"
        }) {
            api.send(PATCH, "/api/user/7", change)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .json(GRACE, JsonCompareMode.STRICT);
        }

        assertThat(users.asked)
                .containsExactly(
                        new UserChange(null, null, null),
                        new UserChange("", null, null),
                        new UserChange("G", Role.EDITOR, null),
                        new UserChange(null, null, false));
    }

    @Test
    void linksAreIssuedSessionsEndedAndSecondFactorsRemoved() {
        api.send(POST, "/api/user/7/link", PASSWORD)
                .expectStatus()
                .isCreated()
                .expectBody()
                .json(LINK, JsonCompareMode.STRICT);
        api.send(DELETE, "/api/user/7/session", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"num_ended\": 3}", JsonCompareMode.STRICT);
        api.send(POST, "/api/user/7/second-factor/off", PASSWORD)
                .expectStatus()
                .isOk()
                .expectBody()
                .json(GRACE, JsonCompareMode.STRICT);

        assertThat(users.asked).containsExactly("link with x", "ended by Ada", "removed with x");
    }

    @Test
    void tokensOfAUserAreListedWithoutSecretsAndRevoked() {
        api.send(GET, "/api/user/7/token", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                    {"num_results": 1, "objects": [{"id": 3, "name": "import", "scope": "read",
                     "created": "2026-11-23T12:00:00Z", "ends": "2027-02-21T12:00:00Z", "last_used": null}]}\
                    """, JsonCompareMode.STRICT);
        api.send(DELETE, "/api/user/7/token/3", null).expectStatus().isNoContent();
        api.send(DELETE, "/api/user/7/token/x", null).expectStatus().isNotFound();

        assertThat(users.asked).containsExactly("tokens", "revoked 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /api/user | {'role': 'viewer'} | email",
                "POST | /api/user | {'email': 'no address', 'role': 'viewer'} | email",
                "POST | /api/user | {'email': 7, 'role': 'viewer'} | email",
                "POST | /api/user | {'email': 'a@example.org'} | role",
                "POST | /api/user | {'email': 'a@example.org', 'role': 'root'} | role",
                "POST | /api/user | {'email': 'a@example.org', 'role': ['viewer']} | role",
                "POST | /api/user | {'email': 'a@example.org', 'role': 'viewer', 'name': 7} | name",
                "POST | /api/user | {'email': 'a@example.org', 'role': 'viewer', 'password': 7} | password",
                "POST | /api/user/7/link | {} | password",
                "POST | /api/user/7/second-factor/off | {'password': null} | password",
                "PATCH | /api/user/7 | {'role': null} | role",
                "PATCH | /api/user/7 | {'role': 'Editor'} | role",
                "PATCH | /api/user/7 | {'disabled': null} | disabled",
                "PATCH | /api/user/7 | {'disabled': 'true'} | disabled",
                "PATCH | /api/user/7 | {'name': {}} | name",
                "PATCH | /api/user/7 | {'email': 'a@example.org'} | email",
                "PATCH | /api/user/7 | {'id': 8} | id"
            })
    void invalidFieldsAreNamedAndNoUseCaseIsCalled(HttpMethod method, String path, String body, String field) {
        api.namesWhatIsWrong(method, path, body, field);
        assertThat(users.asked).isEmpty();
    }

    @Test
    void allErrorsAreReportedAtOnce() {
        api.send(POST, "/api/user", "{\"email\": \"x\", \"name\": 1, \"role\": 2, \"more\": 3}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.validation_errors.email")
                .isEqualTo("must be an e-mail address")
                .jsonPath("$.validation_errors.name")
                .isEqualTo("must be a text")
                .jsonPath("$.validation_errors.role")
                .isEqualTo("must be viewer, editor or administrator")
                .jsonPath("$.validation_errors.more")
                .isEqualTo("is not known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "0", "-7", "07", "7.0", "x", "%37%20", "7%00", "9223372036854775808", "me"})
    void anUnknownUserIsNotFound(String id) {
        String user = "/api/user/" + id;
        api.send(GET, user, null).expectStatus().isNotFound();
        api.send(PATCH, user, "{}").expectStatus().isNotFound();
        api.send(POST, user + "/link", PASSWORD).expectStatus().isNotFound();
        api.send(DELETE, user + "/session", null).expectStatus().isNotFound();
        api.send(POST, user + "/second-factor/off", PASSWORD).expectStatus().isNotFound();
        api.send(GET, user + "/token", null).expectStatus().isNotFound();
        api.send(DELETE, user + "/token/3", null).expectStatus().isNotFound();
        assertThat(users.asked).isEmpty();
    }

    @Test
    void onlyJsonIsAccepted() {
        api.send(POST, "/api/user", "{}", MediaType.TEXT_PLAIN).expectStatus().isEqualTo(415);
        api.send(PATCH, "/api/user/7", "{}", MediaType.APPLICATION_FORM_URLENCODED)
                .expectStatus()
                .isEqualTo(415);
        api.send(PATCH, "/api/user/7", "{\"disabled\": false, \"disabled\": true}")
                .expectStatus()
                .isBadRequest();
        assertThat(users.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/user",
        "POST, /api/user",
        "GET, /api/user/7",
        "PATCH, /api/user/7",
        "POST, /api/user/7/link",
        "DELETE, /api/user/7/session",
        "POST, /api/user/7/second-factor/off",
        "GET, /api/user/7/token",
        "DELETE, /api/user/7/token/3"
    })
    void apiTokensAreRefused(HttpMethod method, String path) {
        api.keepsScriptsOut(method, path, "An API token cannot manage users. Log in.");
        assertThat(users.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /api/user | GET,HEAD,POST",
                "DELETE | /api/user/7 | GET,HEAD,PATCH",
                "PUT | /api/user/7 | GET,HEAD,PATCH",
                "GET | /api/user/7/link | POST",
                "GET | /api/user/7/session | DELETE",
                "OPTIONS | /api/user/7/second-factor/off | POST",
                "POST | /api/user/7/token | GET,HEAD",
                "GET | /api/user/7/token/3 | DELETE"
            })
    void otherMethodsAreNotAllowed(HttpMethod method, String path, String allowed) {
        api.knowsOnly(allowed, method, path);
    }
}
