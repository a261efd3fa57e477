package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.People;
import io.flangular.support.People.Person;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Changes that need the password in addition to a session. */
@SharesApplication
class SensitiveChangesIT {
    private static final RunningApplication SITE = RunningApplication.onH2();
    private static final List<List<String>> CHANGES = List.of(
            List.of("PUT", "/api/account/password", ", \"new_password\": \"nine purple kayaks 4711\""),
            List.of("POST", "/api/account/second-factor", ""),
            List.of("POST", "/api/account/second-factor/off", ""),
            List.of("POST", "/api/account/second-factor/recovery-codes", ""));

    private final People people = new People(SITE);

    @Test
    @DisplayName("19. ASVS 7.5.1 sensitive changes need the password now")
    void sensitiveChangesNeedThePassword() {
        Person person = people.add("viewer");
        Visitor visitor = person.loggedIn();
        String before = visitor.get("/api/account").text();
        for (List<String> change : CHANGES) {
            for (String password : List.of("null", "\"\"", "\"not my password\"")) {
                Answer answer = send(visitor, change, password);
                assertThat(answer.status()).as("%s with %s", change, password).isEqualTo(400);
                assertThat(Visitor.read(answer).get("validation_errors").has("password"))
                        .as(answer.text())
                        .isTrue();
            }
        }
        assertThat(visitor.get("/api/account").text()).isEqualTo(before);
    }

    @Test
    @DisplayName("19. ASVS 7.5.1 in a session the password cannot be guessed either")
    void guessesOfThePasswordInASessionAreThrottled() {
        Person person = people.add("viewer");
        Visitor stolen = person.loggedIn();
        for (int i = 0; i < 10; i++) {
            assertThat(send(stolen, CHANGES.get(i % 4), "\"guess " + i + "\"").status())
                    .isEqualTo(400);
        }
        Answer throttled = send(stolen, CHANGES.getFirst(), "\"" + person.password() + "\"");
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.header("retry-after")).isNotEmpty();
        assertThat(send(person.loggedIn(), CHANGES.getFirst(), "\"" + person.password() + "\"")
                        .status())
                .as("the owner, in another session")
                .isEqualTo(204);
    }

    private static Answer send(Visitor visitor, List<String> change, String password) {
        return visitor.json(change.get(0), change.get(1), "{\"password\": " + password + change.get(2) + "}");
    }
}
