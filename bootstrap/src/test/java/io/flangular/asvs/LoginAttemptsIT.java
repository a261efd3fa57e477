package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.People;
import io.flangular.support.People.Person;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Throttling of log-ins, and the responses to failed ones. */
@SharesApplication
class LoginAttemptsIT {
    private static final RunningApplication SITE = RunningApplication.onH2();
    private static final int AT_ONCE = 10;
    private static final int AT_ONCE_OF_ADDRESS = 30;
    private static final String JSON = "Accept: application/json";

    private final People people = new People(SITE);

    @Test
    @DisplayName("6. ASVS 6.3.1 an account takes ten failures at once, and its owner's browser comes in all the same")
    void anAccountIsThrottledButNotItsKnownBrowsers() {
        Person person = people.add("viewer");
        Visitor known = person.loggedIn();
        known.forgetSession();

        guess(person.email());
        assertThat(person.stranger().login(person.email(), person.password()).status())
                .as("the right password, which is not looked at")
                .isEqualTo(200);
        known.mustLogIn(person.email(), person.password());
        assertThat(known.cookies()).containsKey("__Host-device");
    }

    @Test
    @DisplayName("6. ASVS 6.3.1 a known browser has ten guesses of its own")
    void aKnownBrowserHasItsOwnLimit() {
        Person person = people.add("viewer");
        Visitor stolen = person.loggedIn();
        stolen.forgetSession();

        for (int i = 0; i < AT_ONCE; i++) {
            assertThat(stolen.login(person.email(), "a wrong password").status())
                    .isEqualTo(200);
        }
        assertThat(stolen.login(person.email(), person.password()).status()).isEqualTo(200);
        person.loggedIn();
    }

    @Test
    @DisplayName("6. ASVS 6.3.1 a network address takes thirty failures at once and is told when to come again")
    void anIpAddressIsThrottled() {
        Person person = people.add("viewer");
        Visitor visitor = people.administrator();
        Visitor guessing = person.stranger();
        for (int i = 0; i < AT_ONCE_OF_ADDRESS; i++) {
            assertThat(guessing.login("nobody" + i + "@example.org", "a wrong password")
                            .status())
                    .isEqualTo(200);
        }
        useUp(guessing);
        for (String[] lines : new String[][] {{}, {JSON}}) {
            Answer answer = guessing.login(person.email(), person.password(), lines);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(Integer.parseInt(answer.header("retry-after"))).isBetween(1, 12);
        }
        assertThat(guessing.form("/login/password", List.of("code", "x".repeat(43), "password", "x"))
                        .status())
                .isEqualTo(429);
        person.loggedIn();
        assertThat(visitor.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("A known browser logs in however many log-ins failed from its network address")
    void aKnownBrowserIsNotSubjectToTheLimitOfTheIpAddress() {
        Person person = people.add("viewer");
        Visitor known = person.loggedIn();
        known.forgetSession();
        useUp(known);

        known.mustLogIn(person.email(), person.password());
    }

    @Test
    @DisplayName("Another password makes a known browser an unknown one")
    void aBrowserIsUnknownAfterAPasswordChange() {
        Person person = people.add("viewer");
        Visitor known = person.loggedIn();
        known.forgetSession();
        String another = "another walrus in the harbour";
        assertThat(people.choose(people.link(person), another).status()).isEqualTo(200);
        useUp(known);

        assertThat(known.login(person.email(), another).status()).isEqualTo(429);
    }

    @Test
    @DisplayName("9. ASVS 6.3.4 the page and the dialog know the same limits")
    void thePageAndTheApiShareTheLimits() {
        Person person = people.add("viewer");
        for (int i = 0; i < AT_ONCE; i++) {
            String[] lines = i % 2 == 0 ? new String[] {} : new String[] {JSON};
            Answer answer = person.stranger().login(person.email(), "a wrong password", lines);
            assertThat(answer.status()).isEqualTo(i % 2 == 0 ? 200 : 401);
        }
        assertThat(person.stranger().login(person.email(), person.password()).status())
                .isEqualTo(200);
        assertThat(person.stranger()
                        .login(person.email(), person.password(), JSON)
                        .status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("10. ASVS 6.3.8 whatever is wrong with an account, the answer is the same to the byte")
    void everyFailureHasTheSameResponse() {
        Person known = people.add("viewer");
        Person disabled = people.add("viewer");
        people.change(disabled, "{\"disabled\": true}");
        Person throttled = people.add("viewer");
        guess(throttled.email());
        String invited = "invited@example.org";
        people.invite(invited, "viewer");

        for (String[] lines : new String[][] {{}, {JSON}}) {
            List<String> answers = new ArrayList<>();
            for (Map.Entry<String, String> attempt : Map.of(
                            known.email(),
                            "a wrong password",
                            disabled.email(),
                            disabled.password(),
                            throttled.email(),
                            throttled.password(),
                            invited,
                            "a wrong password",
                            "nobody@example.org",
                            "a wrong password")
                    .entrySet()) {
                Answer answer = known.stranger().login(attempt.getKey(), attempt.getValue(), lines);
                answers.add(written(answer, attempt.getKey()));
            }
            assertThat(answers.getFirst()).contains("Could not log in.");
            assertThat(answers).containsOnly(answers.getFirst());
        }
    }

    /** Whoever was slow has got a try or two back: goes on until the next one is some time away. */
    private static void useUp(Visitor guessing) {
        Answer answer;
        do {
            answer = guessing.login("nobody@example.org", "a wrong password");
        } while (answer.status() != 429 || Integer.parseInt(answer.header("retry-after")) < 6);
    }

    private void guess(String email) {
        for (int i = 0; i < AT_ONCE; i++) {
            assertThat(People.stranger(SITE).login(email, "a wrong password").status())
                    .isEqualTo(200);
        }
    }

    /** All of an answer but the address that was typed and the length that follows from it. */
    private static String written(Answer answer, String email) {
        Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers());
        headers.remove("content-length");
        headers.remove("date");
        return answer.status() + " " + headers + " " + answer.text().replace(email, "<the address>");
    }
}
