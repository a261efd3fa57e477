package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.asvs.matrix.Scene;
import io.flangular.support.People;
import io.flangular.support.People.Person;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ways to end sessions other than logging out. */
@SharesApplication
class EndedSessionsIT {
    private static final RunningApplication SITE = RunningApplication.onH2();
    private static final String FIREFOX =
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final People people = new People(SITE);

    @Test
    @DisplayName("15. ASVS 7.4.2 a disabled user is out at once")
    void disablingAUserEndsTheSessions() {
        Person person = people.add("editor");
        Visitor visitor = person.loggedIn();
        String bearer = "Authorization: Bearer " + Scene.apiToken(visitor, "x", "write");
        String link = people.link(person);
        assertThat(visitor.get("/api/session").status()).isEqualTo(200);
        assertThat(script(bearer)).isEqualTo(200);

        people.change(person, "{\"disabled\": true}");
        assertThat(visitor.get("/api/session").status()).isEqualTo(401);
        assertThat(visitor.get("/").status()).isEqualTo(302);
        assertThat(script(bearer)).isEqualTo(401);
        assertThat(person.stranger().login(person.email(), person.password()).status())
                .isEqualTo(200);

        people.change(person, "{\"disabled\": false}");
        assertThat(visitor.get("/api/session").status())
                .as("the session, for good")
                .isEqualTo(401);
        assertThat(people.choose(link, "a password by 4 reset links").text())
                .as("the link, for good")
                .contains("does not work any more");
        person.loggedIn();
    }

    @Test
    @DisplayName("17. ASVS 7.4.5 an administrator ends a user's sessions")
    void administratorsEndSessionsOfUsers() {
        Person person = people.add("viewer");
        List<Visitor> visitors = List.of(person.loggedIn(), person.loggedIn());
        visitors.forEach(
                visitor -> assertThat(visitor.get("/api/session").status()).isEqualTo(200));

        Answer ended = people.administrator().send("DELETE", person.path() + "/session", "");
        assertThat(ended.text()).isEqualTo("{\"num_ended\":2}");
        visitors.forEach(
                visitor -> assertThat(visitor.get("/api/session").status()).isEqualTo(401));
        person.loggedIn();
    }

    @Test
    @DisplayName("18. ASVS 7.5.2 people see their sessions and end them")
    void usersListAndEndTheirSessions() {
        Person person = people.add("viewer");
        Visitor here = person.loggedIn();
        Visitor firefox = person.stranger();
        assertThat(firefox.login(person.email(), person.password(), FIREFOX).status())
                .isEqualTo(303);
        Visitor third = person.loggedIn();

        JsonNode listed = Visitor.read(here.get("/api/account/session")).get("objects");
        assertThat(listed.size()).isEqualTo(3);
        List<JsonNode> others = new ArrayList<>();
        for (JsonNode session : listed) {
            assertThat(session.get("address").stringValue()).startsWith("127.0.");
            assertThat(session.get("since").stringValue()).endsWith("Z");
            assertThat(session.toString())
                    .doesNotContain(io.flangular.attack.TokenForge.session(
                            here.cookies().get(Visitor.SESSION)));
            if (!session.get("current").booleanValue()) {
                others.add(session);
            }
        }
        JsonNode inFirefox = others.stream()
                .filter(session -> session.get("browser").asString("").equals("Firefox on Linux"))
                .findFirst()
                .orElseThrow();
        assertThat(here.send(
                                "DELETE",
                                "/api/account/session/" + inFirefox.get("id").stringValue(),
                                "")
                        .status())
                .isEqualTo(204);
        assertThat(firefox.get("/api/session").status()).isEqualTo(401);
        assertThat(third.get("/api/session").status()).isEqualTo(200);

        assertThat(here.send("DELETE", "/api/account/session", "").text()).isEqualTo("{\"num_ended\":1}");
        assertThat(third.get("/api/session").status()).isEqualTo(401);
        assertThat(here.get("/api/session").status()).isEqualTo(200);
    }

    private static int script(String bearer) {
        return new Visitor(SITE)
                .sendBare("GET", "/api/computer", "", List.of(bearer))
                .status();
    }
}
