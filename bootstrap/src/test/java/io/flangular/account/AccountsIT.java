package io.flangular.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.OnBothDatabases;
import io.flangular.support.People;
import io.flangular.support.People.Person;
import io.flangular.support.RunningApplication;
import io.flangular.support.Totp;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Users manage their own account over HTTP, on both databases. */
@OnBothDatabases
class AccountsIT {
    private final Person person;
    private final Visitor visitor;

    AccountsIT(RunningApplication site) {
        person = new People(site).add("editor");
        visitor = person.loggedIn();
    }

    @Test
    void aNameIsSetAndRemoved() {
        JsonNode account = Visitor.read(visitor.get("/api/account"));
        assertThat(account.get("email").stringValue()).isEqualTo(person.email());
        assertThat(account.get("name").isNull()).isTrue();
        assertThat(account.get("role").stringValue()).isEqualTo("editor");
        assertThat(account.get("password_changed").isString()).isTrue();
        assertThat(account.get("second_factor").toString()).isEqualTo("{\"on\":false,\"recovery_codes_left\":0}");

        Answer named = visitor.json("PATCH", "/api/account", "{\"name\": \" Zoë Müller \"}");
        assertThat(named.status()).isEqualTo(200);
        assertThat(Visitor.read(named).get("name").stringValue()).isEqualTo("Zoë Müller");
        assertThat(visitor.get("/api/session").text()).contains("\"name\":\"Zoë Müller\"");

        assertThat(visitor.json("PATCH", "/api/account", "{\"name\": null}").text())
                .contains("\"name\":null");
    }

    @Test
    void invalidNamesAreRefused() {
        for (String name : List.of("x".repeat(201), "a\\u0000b", "\\ud800")) {
            Answer refused = visitor.json("PATCH", "/api/account", "{\"name\": \"" + name + "\"}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(Visitor.read(refused).get("validation_errors").propertyNames())
                    .containsExactly("name");
        }
    }

    @Test
    void aNewPasswordEndsOtherSessionsAndTakesEffectAtOnce() {
        Visitor other = person.loggedIn();
        String another = "seven lanterns under ice";
        String body = "{\"password\": \"%s\", \"new_password\": \"%s\"}";

        Answer wrong = visitor.json("PUT", "/api/account/password", body.formatted(another, another));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(Visitor.read(wrong).get("validation_errors").propertyNames()).containsExactly("password");
        Answer weak = visitor.json("PUT", "/api/account/password", body.formatted(person.password(), "short"));
        assertThat(weak.status()).isEqualTo(400);
        assertThat(Visitor.read(weak).get("validation_errors").propertyNames()).containsExactly("new_password");
        assertThat(other.get("/api/session").status()).isEqualTo(200);

        Answer changed = visitor.json("PUT", "/api/account/password", body.formatted(person.password(), another));
        assertThat(changed.status()).isEqualTo(204);
        assertThat(visitor.get("/api/session").status()).isEqualTo(200);
        assertThat(other.get("/api/session").status()).isEqualTo(401);
        assertThat(person.stranger().login(person.email(), person.password()).status())
                .isEqualTo(200);
        person.stranger().mustLogIn(person.email(), another);
    }

    @Test
    void sessionsAreListedAndEnded() {
        Visitor second = person.loggedIn();
        Visitor third = person.loggedIn();
        JsonNode page = Visitor.read(visitor.get("/api/account/session"));
        assertThat(page.get("num_results").intValue()).isEqualTo(3);
        List<String> others = new ArrayList<>();
        for (JsonNode session : page.get("objects")) {
            if (!session.get("current").booleanValue()) {
                others.add(session.get("id").stringValue());
            }
        }
        assertThat(others).hasSize(2);

        String one = "/api/account/session/" + others.getFirst();
        assertThat(visitor.send("DELETE", one, "").status()).isEqualTo(204);
        assertThat(visitor.send("DELETE", one, "").status()).isEqualTo(404);
        assertThat(List.of(
                        second.get("/api/session").status(),
                        third.get("/api/session").status()))
                .containsExactlyInAnyOrder(200, 401);
        assertThat(visitor.send("DELETE", "/api/account/session", "").text()).isEqualTo("{\"num_ended\":1}");
        assertThat(List.of(
                        second.get("/api/session").status(),
                        third.get("/api/session").status()))
                .containsOnly(401);
        assertThat(visitor.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    void aSecondFactorIsTurnedOnUsedRenewedAndTurnedOff() {
        String password = "{\"password\": \"" + person.password() + "\"}";
        Answer begun = visitor.json("POST", "/api/account/second-factor", password);
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        Totp authenticator = new Totp(Visitor.read(begun).get("secret").stringValue());
        person.loggedIn();

        long step = Totp.now();
        assertThat(confirm(authenticator.code(step - 100)).status()).isEqualTo(400);
        Answer confirmed = confirm(authenticator.code(step));
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        String recoveryCode =
                Visitor.read(confirmed).get("recovery_codes").get(0).stringValue();
        assertThat(recoveryCode).matches("([a-z2-9]{4}-){3}[a-z2-9]{4}");
        assertThat(visitor.json("POST", "/api/account/second-factor", password).status())
                .isEqualTo(400);

        assertThat(login(authenticator.code(step)))
                .as("the code that confirmed")
                .isEqualTo(401);
        assertThat(login(authenticator.code(step + 1))).isEqualTo(200);
        assertThat(login(authenticator.code(step + 1))).isEqualTo(401);
        assertThat(login(recoveryCode)).isEqualTo(200);
        assertThat(login(recoveryCode)).isEqualTo(401);
        assertThat(visitor.get("/api/account").text()).contains("\"on\":true,\"recovery_codes_left\":9");

        Answer renewed = visitor.json("POST", "/api/account/second-factor/recovery-codes", password);
        assertThat(Visitor.read(renewed).get("recovery_codes").size()).isEqualTo(10);
        assertThat(visitor.json("POST", "/api/account/second-factor/off", "{\"password\": \"not it\"}")
                        .status())
                .isEqualTo(400);
        assertThat(visitor.json("POST", "/api/account/second-factor/off", password)
                        .status())
                .isEqualTo(204);
        assertThat(visitor.get("/api/account").text()).contains("\"on\":false,\"recovery_codes_left\":0");
        person.loggedIn();
    }

    private Answer confirm(String code) {
        return visitor.json("PUT", "/api/account/second-factor", "{\"code\": \"" + code + "\"}");
    }

    /** The status of the answer to password and code, as the application's own dialog sends them. */
    private int login(String code) {
        Visitor browser = person.stranger();
        Answer asked = browser.login(person.email(), person.password(), "Accept: application/json");
        assertThat(asked.status()).isEqualTo(401);
        String challenge = Visitor.read(asked).get("challenge").stringValue();
        return browser.form("/login", List.of("challenge", challenge, "code", code), "Accept: application/json")
                .status();
    }
}
