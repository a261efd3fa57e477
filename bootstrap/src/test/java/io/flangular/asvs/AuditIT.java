package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.asvs.matrix.Scene;
import io.flangular.support.People;
import io.flangular.support.People.Person;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.Visitor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The audit log of log-ins and accounts. */
@SharesApplication
class AuditIT {
    private static final RunningApplication SITE = RunningApplication.onH2();

    private final People people = new People(SITE);

    @Test
    @DisplayName("40. ASVS 16.5 every step that concerns who gets in is kept, and no secret is")
    void everyStepIsRecordedWithoutSecrets() {
        Person person = people.add("viewer");
        String another = "nine purple kayaks 4711";
        person.stranger().login(person.email(), "typed-by-mistake");
        person.stranger().login("typed-into-the-wrong-field", "typed-by-mistake");
        Visitor visitor = person.loggedIn();
        String token = Scene.apiToken(visitor, "x", "read");
        assertThat(visitor.json(
                                "PUT",
                                "/api/account/password",
                                "{\"password\": \"" + person.password() + "\", \"new_password\": \"" + another + "\"}")
                        .status())
                .isEqualTo(204);
        String session = visitor.cookies().get(Visitor.SESSION);
        visitor.get("/login");
        people.change(person, "{\"role\": \"editor\"}");
        String link = people.link(person);
        people.change(person, "{\"disabled\": true}");

        JsonNode events = Visitor.read(people.administrator().get("/api/audit?search=" + person.email()))
                .get("objects");
        List<String> kinds = new ArrayList<>();
        events.forEach(event -> kinds.addFirst(event.get("kind").stringValue()));
        assertThat(kinds)
                .containsExactly(
                        "user_added",
                        "link_issued",
                        "link_used",
                        "log_in_refused",
                        "logged_in",
                        "token_made",
                        "password_changed",
                        "logged_out",
                        "role_changed",
                        "link_issued",
                        "user_disabled");
        String all = people.administrator().get("/api/audit?limit=100").text();
        assertThat(all)
                .contains("\"reason\":\"unknown\"")
                .doesNotContain(
                        "typed-by-mistake",
                        "typed-into-the-wrong-field",
                        person.password(),
                        another,
                        token,
                        link,
                        session);
    }
}
