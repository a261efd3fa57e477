package io.flangular.attack;

import static org.assertj.core.api.Assertions.assertThat;

import example.password.PlainPasswords;
import io.flangular.attack.EndingRaces.Door;
import io.flangular.attack.EndingRaces.Victim;
import io.flangular.support.People;
import io.flangular.support.People.Person;
import io.flangular.support.RunningApplication;
import io.flangular.support.Visitor;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Everything but a log-out that ends a session or removes a permission, in races with requests that renew the session.
 */
class AccountEndingRacesIT {
    private static final String SECRET = "a secret that the test knows as well";
    private static final int RACES = 1_000;
    private static final int FEWER_RACES = 200;
    private static final List<Door> SESSION =
            List.of(new Door("GET", "/", "", 200, false), new Door("GET", "/api/session", "", 200, true));

    private static RunningApplication site;
    private static People people;

    @BeforeAll
    static void start() {
        site = PlainPasswords.start("--flangular.session.secret=" + SECRET);
        people = new People(site);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    @DisplayName("16. ASVS 7.4.3 of a thousand changes of a password that race against renewals nothing survives")
    void noConcurrentRequestOutlivesAPasswordChange() throws InterruptedException {
        Person person = people.add("viewer", password(0));
        race(SESSION, RACES, number -> {
            Person now = new Person(site, person.id(), person.email(), password(number));
            Visitor here = now.loggedIn();
            return new Victim(
                    now.loggedIn(),
                    () -> assertThat(here.json("PUT", "/api/account/password", """
                        {"password": "%s", "new_password": "%s"}\
                        """.formatted(
                                                    password(number), password(number + 1)))
                                    .status())
                            .isEqualTo(204));
        });
    }

    @Test
    @DisplayName("15. ASVS 7.4.2 of a thousand disablings that race against renewals nothing survives")
    void noConcurrentRequestOutlivesDisabling() throws InterruptedException {
        Person person = people.add("viewer");
        race(SESSION, RACES, number -> {
            people.change(person, "{\"disabled\": false}");
            return new Victim(person.loggedIn(), () -> people.change(person, "{\"disabled\": true}"));
        });
    }

    @Test
    @DisplayName("17. ASVS 7.4.5 what an administrator ends does not survive in races against renewals")
    void noConcurrentRequestOutlivesTheEndingByAnAdministrator() throws InterruptedException {
        Person person = people.add("viewer");
        race(
                SESSION,
                FEWER_RACES,
                number -> new Victim(
                        person.loggedIn(),
                        () -> assertThat(people.administrator()
                                        .send("DELETE", person.path() + "/session", "")
                                        .status())
                                .isEqualTo(200)));
    }

    @Test
    @DisplayName("18. ASVS 7.5.2 what the owner ends does not survive in races against renewals")
    void noConcurrentRequestOutlivesTheEndingByItsOwner() throws InterruptedException {
        Person person = people.add("viewer");
        Visitor here = person.loggedIn();
        race(
                SESSION,
                FEWER_RACES,
                number -> new Victim(
                        person.loggedIn(),
                        () -> assertThat(here.send("DELETE", "/api/account/session", "")
                                        .status())
                                .isEqualTo(200)));
    }

    @Test
    @DisplayName("37. ASVS 8.2 what another role may not do is not done after that, in races against requests")
    void noPermissionOutlivesARoleChange() throws InterruptedException {
        Person person = people.add("editor");
        Visitor visitor = person.loggedIn();
        List<Door> writing = List.of(new Door("POST", "/api/computer", "{\"processor\": \"x\"}", 201, true));
        race(writing, FEWER_RACES, number -> {
            people.change(person, "{\"role\": \"editor\"}");
            return new Victim(visitor, () -> people.change(person, "{\"role\": \"viewer\"}"));
        });
    }

    private static void race(List<Door> doors, int count, IntFunction<Victim> victims) throws InterruptedException {
        new EndingRaces(site, SECRET, doors).run(count, victims);
    }

    private static String password(int number) {
        return "quilted walrus " + number + " harbour";
    }
}
