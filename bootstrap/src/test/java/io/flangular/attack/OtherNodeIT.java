package io.flangular.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.People;
import io.flangular.support.People.Person;
import io.flangular.support.RunningApplication;
import io.flangular.support.Visitor;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Access that one node has ended is refused by another node a second later, even if that one has just granted it. */
class OtherNodeIT {
    private static RunningApplication one;
    private static RunningApplication other;
    private static People people;

    @BeforeAll
    static void start() {
        String database = "--flangular.database.url=" + RunningApplication.newDatabase();
        String secret = "--flangular.session.secret=a secret that both nodes know as well";
        one = RunningApplication.start(database, secret);
        other = RunningApplication.start(database, secret);
        people = new People(one);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    @DisplayName("14. ASVS 7.4.1 a log-out counts on another node within a second")
    void aLogOutAppliesOnTheOtherNode() throws InterruptedException {
        Person person = people.add("viewer");
        Visitor visitor = person.loggedIn();
        ends(visitor, () -> visitor.get("/login"));
    }

    @Test
    @DisplayName("15. ASVS 7.4.2 a disabled user is out of another node within a second")
    void disablingAppliesOnTheOtherNode() throws InterruptedException {
        Person person = people.add("viewer");
        ends(person.loggedIn(), () -> people.change(person, "{\"disabled\": true}"));
    }

    @Test
    @DisplayName("16. ASVS 7.4.3 another password counts on another node within a second")
    void aPasswordChangeAppliesOnTheOtherNode() throws InterruptedException {
        Person person = people.add("viewer");
        ends(person.loggedIn(), () -> people.choose(people.link(person), "a password by 4 reset links"));
    }

    @Test
    @DisplayName("17. ASVS 7.4.5 what an administrator ends is over on another node within a second")
    void theEndingByAnAdministratorAppliesOnTheOtherNode() throws InterruptedException {
        Person person = people.add("viewer");
        ends(person.loggedIn(), () -> people.administrator().send("DELETE", person.path() + "/session", ""));
    }

    @Test
    @DisplayName("37. ASVS 8.2 another role counts on another node within a second")
    void aRoleChangeAppliesOnTheOtherNode() throws InterruptedException {
        Person person = people.add("editor");
        Visitor visitor = person.loggedIn();
        String body = "{\"processor\": \"x\"}";
        assertThat(there(visitor, "POST", "/api/computer", body)).isEqualTo(201);
        people.change(person, "{\"role\": \"viewer\"}");
        Thread.sleep(1_000);
        assertThat(there(visitor, "POST", "/api/computer", body)).isEqualTo(403);
    }

    /** The other node is asked right before, so that it remembers the answer as long as it ever does. */
    private static void ends(Visitor visitor, Runnable end) throws InterruptedException {
        List<String> lines = lines(visitor);
        assertThat(there(lines, "GET", "/api/session", "")).isEqualTo(200);
        end.run();
        Thread.sleep(1_000);
        assertThat(there(lines, "GET", "/api/session", "")).isEqualTo(401);
        assertThat(there(lines, "GET", "/", "")).isEqualTo(302);
    }

    private static int there(Visitor visitor, String method, String path, String body) {
        return there(lines(visitor), method, path, body);
    }

    private static int there(List<String> lines, String method, String path, String body) {
        return new Visitor(other).sendBare(method, path, body, lines).status();
    }

    private static List<String> lines(Visitor visitor) {
        return List.of(
                "Cookie: " + Visitor.SESSION + "=" + visitor.cookies().get(Visitor.SESSION),
                "X-XSRF-TOKEN: " + visitor.cookies().get(Visitor.XSRF),
                "Content-Type: application/json");
    }
}
