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
import tools.jackson.databind.json.JsonMapper;

/** The rules for passwords, and the change of a password. */
@SharesApplication
class PasswordsIT {
    private static final RunningApplication SITE = RunningApplication.onH2();
    private static final String ANOTHER = "nine purple kayaks 4711 drift";

    private final People people = new People(SITE);

    @Test
    @DisplayName("1. ASVS 6.2.1 short passwords are refused")
    void shortPasswordsAreRefused() {
        Person person = people.add("viewer");
        Visitor visitor = person.loggedIn();
        String link = people.link(person);

        for (String tooShort : List.of("", "x", "kayak 4711 dri", "龙🚀龙🚀龙🚀龙🚀龙🚀龙🚀龙🚀")) {
            refusedEverywhere(visitor, person, link, tooShort);
        }
        assertThat(change(visitor, person.password(), "kayak 4711 drif").status())
                .isEqualTo(204);
    }

    @Test
    @DisplayName("2. ASVS 6.2.4 common passwords are refused")
    void commonPasswordsAreRefused() {
        Person person = people.add("viewer");
        Visitor visitor = person.loggedIn();
        String link = people.link(person);

        for (String common : List.of(
                "passwordpassword",
                "qwertyuiop[]asdf",
                "123456789012345",
                "aaaaaaaaaaaaaaaaaaaa",
                "iloveyouiloveyou",
                "1q2w3e4r5t6y7u8i9o0p",
                person.email())) {
            refusedEverywhere(visitor, person, link, common);
        }
    }

    @Test
    @DisplayName("3. ASVS 6.2.5 any characters are allowed")
    void anyCharactersAreAllowed() {
        for (String password : List.of(
                "  blanks at both ends count  ",
                "größe straße übermäßig 7",
                "龙芯 処理器 ルネサス 한국어 프로세서 עברית",
                "🚀🦉🪁🧭🪐🛶🎻🦔🪴🧶🛸🦚🍄🧿🪤",
                "\"quoted\" 'too' <b>&amp;</b> {{7*7}} ${x} %00 \\ ;--",
                "tabs\tare\tallowed\tas well 9")) {
            Person person = people.add("viewer", password);

            person.loggedIn();
            assertThat(person.stranger()
                            .login(person.email(), password.strip() + " ")
                            .status())
                    .as(password)
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("4. ASVS 6.2.8, 6.2.9 long passwords count to the last character and in every case")
    void longPasswordsAreNotTruncated() {
        String password = "Many Quiet Harbours ".repeat(10) + "and 1 lighthouse";
        Person person = people.add("viewer", password);

        person.loggedIn();
        for (String other : List.of(
                password.substring(0, 64),
                password.substring(0, 72),
                password.substring(0, password.length() - 1),
                password + "x",
                password.substring(0, password.length() - 1) + "E",
                password.toLowerCase(java.util.Locale.ROOT),
                password.toUpperCase(java.util.Locale.ROOT))) {
            Answer answer = person.stranger().login(person.email(), other, "Accept: application/json");
            assertThat(answer.status()).as(other).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("5. ASVS 6.2.2, 6.2.3 a change needs the password that there is")
    void aPasswordChangeNeedsTheCurrentPassword() {
        Person person = people.add("viewer");
        Visitor visitor = person.loggedIn();

        for (String body : List.of(
                "{\"new_password\": \"" + ANOTHER + "\"}",
                "{\"password\": null, \"new_password\": \"" + ANOTHER + "\"}",
                "{\"password\": \"\", \"new_password\": \"" + ANOTHER + "\"}",
                "{\"password\": \"" + ANOTHER + "\", \"new_password\": \"" + ANOTHER + "\"}")) {
            Answer answer = visitor.json("PUT", "/api/account/password", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(Visitor.read(answer).get("validation_errors").has("password"))
                    .as(answer.text())
                    .isTrue();
        }
        assertThat(person.stranger().login(person.email(), ANOTHER).status()).isEqualTo(200);
        assertThat(change(visitor, person.password(), ANOTHER).status()).isEqualTo(204);
        assertThat(person.stranger().login(person.email(), person.password()).status())
                .isEqualTo(200);
        assertThat(person.stranger().login(person.email(), ANOTHER).status()).isEqualTo(303);
    }

    @Test
    @DisplayName("16. ASVS 7.4.3 another password ends the other sessions")
    void aPasswordChangeEndsOtherSessions() {
        Person person = people.add("viewer");
        Visitor here = person.loggedIn();
        List<Visitor> elsewhere = List.of(person.loggedIn(), person.loggedIn());
        elsewhere.forEach(
                other -> assertThat(other.get("/api/session").status()).isEqualTo(200));

        assertThat(change(here, person.password(), ANOTHER).status()).isEqualTo(204);
        for (Visitor other : elsewhere) {
            assertThat(other.get("/api/session").status()).isEqualTo(401);
            assertThat(other.get("/").status()).isEqualTo(302);
        }
        assertThat(here.get("/api/session").status()).isEqualTo(200);

        assertThat(people.choose(people.link(person), "a password by 4 reset links")
                        .status())
                .isEqualTo(200);
        assertThat(here.get("/api/session").status()).isEqualTo(401);
    }

    /** By a change and by a link; neither uses anything up. */
    private void refusedEverywhere(Visitor visitor, Person person, String link, String password) {
        Answer changed = change(visitor, person.password(), password);
        assertThat(changed.status()).as(password).isEqualTo(400);
        assertThat(Visitor.read(changed).get("validation_errors").has("new_password"))
                .as(changed.text())
                .isTrue();
        Answer chosen = people.choose(link, password);
        assertThat(chosen.status()).as(password).isIn(200, 400);
        assertThat(person.stranger().login(person.email(), password).status())
                .as("a log-in with " + password)
                .isEqualTo(200);
    }

    private static Answer change(Visitor visitor, String password, String newPassword) {
        JsonMapper json = JsonMapper.shared();
        return visitor.json(
                "PUT",
                "/api/account/password",
                "{\"password\": " + json.writeValueAsString(password) + ", \"new_password\": "
                        + json.writeValueAsString(newPassword) + "}");
    }
}
