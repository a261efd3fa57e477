package io.flangular.asvs.matrix;

import io.flangular.asvs.matrix.Scene.Sent;
import io.flangular.asvs.matrix.Scene.Tokens;
import io.flangular.support.People;
import io.flangular.support.People.Person;
import io.flangular.support.Totp;
import io.flangular.support.Visitor;
import java.util.function.BiFunction;

/** Credentials of a request, made of those of users with different roles, and the access that they should give. */
enum RoleCredential implements Presented {
    OF_VIEWER(Access.VIEWER, (scene, people) -> both(people.add("viewer").loggedIn())),
    OF_EDITOR(Access.EDITOR, (scene, people) -> both(people.add("editor").loggedIn())),
    OF_ADMINISTRATOR(
            Access.ADMINISTRATOR,
            (scene, people) -> both(people.add("administrator").loggedIn())),
    OF_VIEWER_MADE_EDITOR(Access.EDITOR, (scene, people) -> changed(people, "viewer", "{\"role\": \"editor\"}")),
    OF_EDITOR_MADE_VIEWER(Access.VIEWER, (scene, people) -> changed(people, "editor", "{\"role\": \"viewer\"}")),
    OF_ADMINISTRATOR_MADE_EDITOR(
            Access.EDITOR, (scene, people) -> changed(people, "administrator", "{\"role\": \"editor\"}")),
    OF_DISABLED(Access.NOBODY, (scene, people) -> changed(people, "administrator", "{\"disabled\": true}")),
    OF_ENABLED_AGAIN(Access.NOBODY, (scene, people) -> {
        Person person = people.add("administrator");
        Sent sent = both(person.loggedIn());
        people.change(person, "{\"disabled\": true}");
        people.change(person, "{\"disabled\": false}");
        return sent;
    }),
    ENDED_BY_ADMINISTRATOR(Access.NOBODY, (scene, people) -> {
        Person person = people.add("administrator");
        Sent sent = both(person.loggedIn());
        people.administrator().send("DELETE", person.path() + "/session", "");
        return sent;
    }),
    ENDED_BY_OWNER_ELSEWHERE(Access.NOBODY, (scene, people) -> {
        Person person = people.add("administrator");
        Sent sent = both(person.loggedIn());
        person.loggedIn().send("DELETE", "/api/account/session", "");
        return sent;
    }),
    FROM_BEFORE_A_RESET(Access.NOBODY, (scene, people) -> {
        Person person = people.add("administrator");
        Sent sent = both(person.loggedIn());
        people.choose(people.link(person), "a password by 4 reset links");
        return sent;
    }),
    WITH_SECOND_FACTOR_AND_PASSWORD_ALONE(Access.NOBODY, (scene, people) -> {
        Person person = people.add("administrator");
        withSecondFactor(person);
        String challenge = Visitor.read(
                        person.stranger().login(person.email(), person.password(), "Accept: application/json"))
                .get("challenge")
                .stringValue();
        return new Tokens(challenge, challenge).sent();
    }),
    KNOWN_DEVICE(Access.NOBODY, (scene, people) -> {
        String device = people.add("administrator").loggedIn().cookies().get("__Host-device");
        return new Tokens(device, device).sent().line("Cookie: __Host-device=" + device);
    }),
    LINK(Access.NOBODY, (scene, people) -> new Sent().bearer(people.link(people.add("administrator")))),
    TOKEN_OF_VIEWER(
            Access.TOKEN_READ, (scene, people) -> token(people.add("viewer").loggedIn(), "read")),
    TOKEN_OF_EDITOR(
            Access.TOKEN_WRITE, (scene, people) -> token(people.add("editor").loggedIn(), "write")),
    TOKEN_OF_ADMINISTRATOR(
            Access.TOKEN_WRITE,
            (scene, people) -> token(people.add("administrator").loggedIn(), "write")),
    TOKEN_FOR_READING_OF_ADMINISTRATOR(
            Access.TOKEN_READ,
            (scene, people) -> token(people.add("administrator").loggedIn(), "read")),
    TOKEN_OF_EDITOR_MADE_VIEWER(Access.TOKEN_READ, (scene, people) -> {
        Person person = people.add("editor");
        Sent sent = token(person.loggedIn(), "write");
        people.change(person, "{\"role\": \"viewer\"}");
        return sent;
    }),
    TOKEN_OF_DISABLED(Access.NOBODY, (scene, people) -> {
        Person person = people.add("editor");
        Sent sent = token(person.loggedIn(), "write");
        people.change(person, "{\"disabled\": true}");
        return sent;
    });

    private final Access access;
    private final BiFunction<Scene, People, Sent> make;

    RoleCredential(Access access, BiFunction<Scene, People, Sent> make) {
        this.access = access;
        this.make = make;
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public Sent in(Scene scene) {
        return make.apply(scene, new People(scene.site()));
    }

    private static Sent both(Visitor visitor) {
        return new Tokens(visitor).sent();
    }

    private static Sent token(Visitor owner, String scope) {
        return new Sent().bearer(Scene.apiToken(owner, "x", scope));
    }

    /** A session from before a change of its user. */
    private static Sent changed(People people, String role, String change) {
        Person person = people.add(role);
        Visitor visitor = person.loggedIn();
        visitor.get("/api/session");
        people.change(person, change);
        return both(visitor);
    }

    private static void withSecondFactor(Person person) {
        Visitor visitor = person.loggedIn();
        String password = "{\"password\": \"" + person.password() + "\"}";
        String key = Visitor.read(visitor.json("POST", "/api/account/second-factor", password))
                .get("secret")
                .stringValue();
        String code = new Totp(key).code(Totp.now());
        visitor.json("PUT", "/api/account/second-factor", "{\"code\": \"" + code + "\"}");
    }
}
