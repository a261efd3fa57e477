package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.asvs.matrix.Scene;
import io.flangular.support.DatabaseDump;
import io.flangular.support.People;
import io.flangular.support.People.Person;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Access to data of other users, and attempts to gain permissions. */
@SharesApplication
class PrivilegesIT {
    private static final RunningApplication SITE = RunningApplication.onH2();

    private final People people = new People(SITE);

    @Test
    @DisplayName("37. ASVS 8.2 what belongs to others is not there")
    void dataOfOtherUsersIsNotFound() {
        Visitor visitor = people.add("editor").loggedIn();
        Visitor other = people.add("editor").loggedIn();
        String token = "/api/token/"
                + Visitor.read(other.json("POST", "/api/token", "{\"name\": \"x\", \"scope\": \"read\"}"))
                        .get("id");
        String session = "/api/account/session/"
                + Visitor.read(other.get("/api/account/session"))
                        .get("objects")
                        .get(0)
                        .get("id")
                        .stringValue();

        for (String path : List.of(token, session)) {
            assertThat(visitor.send("DELETE", path, "").status()).as(path).isEqualTo(404);
        }
        assertThat(visitor.get("/api/token").text()).contains("\"num_results\":0");
        assertThat(other.get("/api/session").status()).isEqualTo(200);
        assertThat(other.send("DELETE", token, "").status()).isEqualTo(204);
    }

    @Test
    @DisplayName("37. ASVS 8.2 nobody gives themselves what others must give")
    void usersCannotPromoteThemselves() {
        Person person = people.add("viewer");
        Visitor visitor = person.loggedIn();
        for (String body : List.of(
                "{\"name\": \"x\", \"role\": \"administrator\"}",
                "{\"name\": \"x\", \"email\": \"admin@flangular.js\"}",
                "{\"name\": \"x\", \"id\": 1}",
                "{\"name\": \"x\", \"disabled\": false}")) {
            assertThat(visitor.json("PATCH", "/api/account", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(visitor.json("PATCH", person.path(), "{\"role\": \"administrator\"}")
                        .status())
                .isEqualTo(403);
        assertThat(visitor.json("POST", "/api/token", "{\"name\": \"x\", \"scope\": \"write\"}")
                        .status())
                .isEqualTo(400);
        assertThat(visitor.get("/api/session").text()).contains("\"permissions\":[\"read\"]");
    }

    @Test
    @DisplayName("37. ASVS 8.2 the last administrator stays")
    void theLastAdministratorCannotBeDisabledOrDemoted() {
        // Other classes share the application, and add administrators.
        SITE.database()
                .sql("update account set role = 'editor' where id <> 1")
                .then()
                .block();
        Visitor administrator = people.administrator();
        for (String body : List.of("{\"disabled\": true}", "{\"role\": \"editor\"}")) {
            Answer answer = administrator.json("PATCH", "/api/user/1", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.text()).as("and not for being one's own account").contains("the last administrator");
        }
        assertThat(administrator.get("/api/user/1").text())
                .contains("\"role\":\"administrator\"", "\"status\":\"active\"");
    }

    @Test
    @DisplayName("37. ASVS 8.2 no secret is shown again, and none can be read in the database")
    void secretsAreShownOnceAndStoredAsHashes() {
        Person person = people.add("editor");
        Visitor visitor = person.loggedIn();
        String token = Scene.apiToken(visitor, "x", "write");
        String link = people.link(person);
        String key = Visitor.read(visitor.json(
                        "POST", "/api/account/second-factor", "{\"password\": \"" + person.password() + "\"}"))
                .get("secret")
                .stringValue();
        Visitor administrator = people.administrator();
        List<Answer> shown = List.of(
                visitor.get("/api/account"),
                visitor.get("/api/account/session"),
                visitor.get("/api/token"),
                visitor.get("/api/session"),
                administrator.get("/api/user?results_per_page=100"),
                administrator.get(person.path()),
                administrator.get("/api/audit?limit=100"));
        for (Answer answer : shown) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).doesNotContain("argon2", "password_hash", token, link, key);
        }
        assertThat(DatabaseDump.of(SITE))
                .contains(person.email(), "argon2id")
                .doesNotContain(person.password(), token.substring(4), link, key)
                .doesNotContain(visitor.cookies().values());
    }
}
