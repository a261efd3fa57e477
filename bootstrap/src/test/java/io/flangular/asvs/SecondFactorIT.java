package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.People;
import io.flangular.support.People.Person;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.Totp;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Log-ins with a second factor. */
@SharesApplication
class SecondFactorIT {
    private static final RunningApplication SITE = RunningApplication.onH2();
    private static final Pattern CHALLENGE = Pattern.compile("name=\"challenge\"[^>]*value=\"([^\"]+)\"");
    private static final String JSON = "Accept: application/json";

    private final People people = new People(SITE);
    private final List<String> recoveryCodes = new ArrayList<>();
    private Person person;
    private Totp authenticator;
    private long step;

    /** Confirms with the code of the current time step, so that the code of the next step can still be used. */
    @BeforeEach
    void turnOn() {
        person = people.add("viewer");
        Visitor visitor = person.loggedIn();
        Answer begun = visitor.json("POST", "/api/account/second-factor", password());
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        authenticator = new Totp(Visitor.read(begun).get("secret").stringValue());
        person.loggedIn();
        step = Totp.now();
        Answer confirmed =
                visitor.json("PUT", "/api/account/second-factor", "{\"code\": \"" + authenticator.code(step) + "\"}");
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        for (JsonNode code : Visitor.read(confirmed).get("recovery_codes")) {
            recoveryCodes.add(code.stringValue());
        }
    }

    @Test
    @DisplayName("8. ASVS 6.3.3 a password alone begins no session, and a code works once")
    void aCodeWorksOnce() {
        Visitor visitor = person.stranger();
        String challenge = challenge(visitor);
        assertThat(visitor.cookies()).isEmpty();
        assertThat(visitor.get("/").status()).isEqualTo(302);

        assertThat(code(visitor, challenge, authenticator.code(step)).status())
                .as("the code that confirmed")
                .isEqualTo(200);
        assertThat(code(visitor, challenge, authenticator.code(step + 1)).status())
                .isEqualTo(303);
        assertThat(visitor.get("/api/session").status()).isEqualTo(200);

        Visitor other = person.stranger();
        for (String used : List.of(authenticator.code(step + 1), authenticator.code(step))) {
            assertThat(code(other, challenge, used).status()).isEqualTo(200);
            assertThat(code(other, challenge(other), used).status()).isEqualTo(200);
        }
        assertThat(other.cookies()).isEmpty();
    }

    @Test
    @DisplayName("8. ASVS 6.3.3 a recovery code works once")
    void aRecoveryCodeWorksOnce() {
        assertThat(recoveryCodes).hasSize(10).doesNotHaveDuplicates();
        Visitor visitor = person.stranger();
        assertThat(code(visitor, challenge(visitor), recoveryCodes.get(3)).status())
                .isEqualTo(303);
        Visitor other = person.stranger();
        assertThat(code(other, challenge(other), recoveryCodes.get(3)).status()).isEqualTo(200);
        assertThat(Visitor.read(visitor.get("/api/account")).toString()).contains("\"recovery_codes_left\":9");
    }

    @Test
    @DisplayName("8. ASVS 6.3.3 what says that the password was given is nobody else's and no session")
    void aChallengeCannotBeForged() {
        Visitor visitor = person.stranger();
        String challenge = challenge(visitor);
        for (int part = 0; part < 3; part++) {
            String forged = io.flangular.attack.TokenForge.tampered(challenge, part);
            Answer answer = code(visitor, forged, authenticator.code(step + 1));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("name=\"password\"");
        }
        assertThat(visitor.cookies()).isEmpty();
        assertThat(code(visitor, challenge, authenticator.code(step + 1)).status())
                .as("none of those has used the code up")
                .isEqualTo(303);
    }

    @Test
    @DisplayName("9. ASVS 6.3.4 the dialog, and a password that was reset, do not get around the code")
    void noOtherEndpointBypassesTheCode() {
        Answer dialog = person.stranger().login(person.email(), person.password(), JSON);
        assertThat(dialog.status()).isEqualTo(401);
        assertThat(dialog.all("set-cookie")).isEmpty();
        String challenge = Visitor.read(dialog).get("challenge").stringValue();
        Answer wrong = person.stranger().form("/login", List.of("challenge", challenge, "code", "000000x"), JSON);
        assertThat(wrong.status()).isEqualTo(401);

        String another = "a password by 4 reset links";
        assertThat(people.choose(people.link(person), another).status()).isEqualTo(200);
        Answer reset = person.stranger().login(person.email(), another);
        assertThat(reset.status()).isEqualTo(200);
        assertThat(reset.text()).contains("name=\"challenge\"");
        Answer late = person.stranger()
                .form("/login", List.of("challenge", challenge, "code", authenticator.code(step + 1)), JSON);
        assertThat(late.status()).as("a challenge from before the reset").isEqualTo(401);
    }

    @Test
    @DisplayName("9. ASVS 6.3.4 codes cannot be guessed either")
    void guessesOfCodesAreThrottled() {
        Visitor visitor = person.stranger();
        String challenge = challenge(visitor);
        for (int i = 0; i < 10; i++) {
            assertThat(code(person.stranger(), challenge, "guess" + i).status()).isEqualTo(200);
        }
        assertThat(code(visitor, challenge, authenticator.code(step + 1)).status())
                .as("the right code, which is not looked at")
                .isEqualTo(200);
        assertThat(visitor.cookies()).isEmpty();
    }

    private String challenge(Visitor visitor) {
        Answer answer = visitor.login(person.email(), person.password());
        assertThat(answer.status()).isEqualTo(200);
        Matcher challenge = CHALLENGE.matcher(answer.text());
        assertThat(challenge.find()).as(answer.text()).isTrue();
        return challenge.group(1);
    }

    private static Answer code(Visitor visitor, String challenge, String code) {
        return visitor.form("/login", List.of("challenge", challenge, "code", code, "next", "/"));
    }

    private String password() {
        return "{\"password\": \"" + person.password() + "\"}";
    }
}
