package io.flangular.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.http.Wire.Answer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Users who were invited through the API, each with an IP address of their own. */
public final class People {
    /** A body with the first administrator's password, which some changes need. */
    public static final String CONFIRMED = "{\"password\": \"" + RunningApplication.PASSWORD + "\"}";

    private static final AtomicInteger NUMBER = new AtomicInteger(1_000);

    private final RunningApplication site;
    private final Visitor administrator;

    /** A user and the password. */
    public record Person(RunningApplication site, long id, String email, String password) {
        /** A browser in which this person has logged in. */
        public Visitor loggedIn() {
            Visitor visitor = stranger();
            visitor.mustLogIn(email, password);
            return visitor;
        }

        /** A browser that nobody has logged in with. */
        public Visitor stranger() {
            return People.stranger(site);
        }

        /** The address of this person for administrators. */
        public String path() {
            return "/api/user/" + id;
        }
    }

    /** People of that site. */
    public People(RunningApplication site) {
        this.site = site;
        this.administrator = Visitor.administrator(site);
    }

    /** A browser that nobody has logged in with, at an address that nobody else has. */
    public static Visitor stranger(RunningApplication site) {
        return new Visitor(site, NUMBER.getAndIncrement());
    }

    /** The first administrator, logged in. */
    public Visitor administrator() {
        return administrator;
    }

    /** Somebody of that role who has chosen a password. */
    public Person add(String role) {
        return add(role, "quilted walrus " + NUMBER.getAndIncrement() + " harbour");
    }

    /** Somebody of that role with that password. */
    public Person add(String role, String password) {
        String email = "person" + NUMBER.getAndIncrement() + "@example.org";
        JsonNode invited = invite(email, role);
        assertThat(choose(code(invited.get("link")), password).status()).isEqualTo(200);
        return new Person(site, invited.get("user").get("id").longValue(), email, password);
    }

    /** Invites somebody: the user and the link. */
    public JsonNode invite(String email, String role) {
        Answer answer =
                administrator.json("POST", "/api/user", """
                    {"email": "%s", "role": "%s", "password": "%s"}\
                    """.formatted(email, role, RunningApplication.PASSWORD));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return Visitor.read(answer);
    }

    /** Changes somebody. */
    public void change(Person person, String change) {
        Answer answer = administrator.json(
                "PATCH",
                person.path(),
                change.replaceFirst("}$", ", \"password\": \"" + RunningApplication.PASSWORD + "\"}"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** A link with which that person can choose another password: its secret part. */
    public String link(Person person) {
        Answer answer = administrator.json("POST", person.path() + "/link", CONFIRMED);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return code(Visitor.read(answer));
    }

    /** Sends the form that chooses a password. */
    public Answer choose(String code, String password) {
        return stranger(site).form("/login/password", List.of("code", code, "password", password));
    }

    /** The secret part of a link. */
    public static String code(JsonNode link) {
        String url = link.get("url").stringValue();
        assertThat(url).contains("/login/password#");
        return url.substring(url.indexOf('#') + 1);
    }
}
