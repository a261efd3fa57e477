package io.flangular.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.OnBothDatabases;
import io.flangular.support.People;
import io.flangular.support.People.Person;
import io.flangular.support.RunningApplication;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Administrators manage users and read the audit log over HTTP, on both databases. */
@OnBothDatabases
class UsersIT {
    private final RunningApplication site;
    private final People people;
    private final Visitor administrator;

    UsersIT(RunningApplication site) {
        this.site = site;
        people = new People(site);
        administrator = people.administrator();
    }

    @Test
    void anInvitedUserChoosesAPasswordAndLogsIn() {
        String email = unique() + "@example.org";
        JsonNode invited = people.invite(" " + email.toUpperCase(java.util.Locale.ROOT), "viewer");
        JsonNode link = invited.get("link");
        String user = "/api/user/" + invited.get("user").get("id");
        assertThat(invited.get("user").get("email").stringValue()).isEqualTo(email);
        assertThat(invited.get("user").get("status").stringValue()).isEqualTo("invited");
        assertThat(link.get("url").stringValue()).startsWith(site.url() + "/login/password#");
        assertThat(link.get("purpose").stringValue()).isEqualTo("invitation");
        assertThat(link.get("mailed").booleanValue()).isFalse();
        assertThat(Instant.parse(link.get("ends").stringValue())).isAfter(Instant.now());

        String password = "eleven brass kettles " + email;
        assertThat(people.choose(People.code(link), password).status()).isEqualTo(200);
        Visitor visitor = People.stranger(site);
        visitor.mustLogIn(email, password);
        assertThat(visitor.get("/api/session").text()).contains("\"role\":\"viewer\"");

        JsonNode shown = Visitor.read(administrator.get(user));
        assertThat(shown.get("status").stringValue()).isEqualTo("active");
        assertThat(shown.get("last_seen").isString()).isTrue();
        assertThat(people.choose(People.code(link), password).text()).contains("does not work any more");
        JsonNode reset = Visitor.read(administrator.json("POST", user + "/link", People.CONFIRMED));
        assertThat(reset.get("purpose").stringValue()).isEqualTo("reset");
    }

    @Test
    void anEmailAddressBelongsToOneUser() {
        String email = unique() + "@example.org";
        people.invite(email, "viewer");

        Answer again = administrator.json("POST", "/api/user", "{\"email\": \"" + email + "\", \"role\": \"editor\"}");

        assertThat(again.status()).isEqualTo(400);
        assertThat(Visitor.read(again).get("validation_errors").propertyNames()).containsExactly("email");
    }

    @ParameterizedTest
    @CsvSource({"viewer, 403, 403, 403", "editor, 201, 204, 403", "administrator, 201, 204, 200"})
    void eachRoleHasMorePermissionsThanTheOneBefore(String role, int adding, int deleting, int users) {
        Visitor visitor = people.add(role).loggedIn();
        String computer = "{\"processor\": \"of " + role + "s\"}";
        String row = "/api/computer/"
                + Visitor.read(administrator.json("POST", "/api/computer", computer))
                        .get("id");

        assertThat(visitor.get(row).status()).isEqualTo(200);
        assertThat(visitor.json("POST", "/api/computer", computer).status()).isEqualTo(adding);
        assertThat(visitor.send("DELETE", row, "").status()).isEqualTo(deleting);
        assertThat(visitor.get("/api/user").status()).isEqualTo(users);
        assertThat(visitor.get("/api/audit").status()).isEqualTo(users);
    }

    @Test
    void aNewRoleAppliesAtOnceToSessionsAndTokens() {
        Person person = people.add("editor");
        Visitor visitor = person.loggedIn();
        String token = Visitor.read(visitor.json("POST", "/api/token", "{\"name\": \"x\", \"scope\": \"write\"}"))
                .get("token")
                .stringValue();
        assertThat(byToken(token, "POST")).isEqualTo(201);

        people.change(person, "{\"role\": \"viewer\"}");

        assertThat(visitor.json("POST", "/api/computer", "{}").status()).isEqualTo(403);
        assertThat(byToken(token, "POST")).isEqualTo(403);
        assertThat(byToken(token, "GET")).isEqualTo(200);
    }

    @Test
    void aDisabledUserLosesAccessAtOnceAndForGood() {
        Person person = people.add("editor");
        Visitor visitor = person.loggedIn();
        String token = Visitor.read(visitor.json("POST", "/api/token", "{\"name\": \"x\", \"scope\": \"read\"}"))
                .get("token")
                .stringValue();
        assertThat(byToken(token, "GET")).isEqualTo(200);

        people.change(person, "{\"disabled\": true}");
        assertThat(visitor.get("/api/session").status()).isEqualTo(401);
        assertThat(byToken(token, "GET")).isEqualTo(401);
        assertThat(administrator
                        .json("POST", person.path() + "/link", People.CONFIRMED)
                        .status())
                .isEqualTo(400);

        people.change(person, "{\"disabled\": false}");
        assertThat(visitor.get("/api/session").status()).isEqualTo(401);
        assertThat(byToken(token, "GET")).isEqualTo(401);
        person.loggedIn();
    }

    @Test
    void everySpellingOfAnEmailAddressIsTheSame() {
        String mark = unique();
        JsonNode invited = people.invite("jo\u0308rg" + mark + "@xn--bcher-kva.example", "viewer");
        String email = "jörg" + mark + "@bücher.example";
        assertThat(invited.get("user").get("email").stringValue()).isEqualTo(email);
        String password = "eleven brass kettles " + mark;
        assertThat(people.choose(People.code(invited.get("link")), password).status())
                .isEqualTo(200);

        for (String typed : List.of(email, "JÖRG" + mark + "@xn--bcher-kva.example")) {
            People.stranger(site).mustLogIn(typed, password);
            assertThat(emails("/api/user?search=" + java.net.URLEncoder.encode(typed, StandardCharsets.UTF_8)))
                    .containsExactly(email);
        }
    }

    @Test
    void aLinkIsInvalidWhenItsIssuerWasDisabledOnAnotherNode() {
        Person boss = people.add("administrator");
        Person person = people.add("viewer");
        Visitor issuing = boss.loggedIn();
        Answer issued = issuing.json("POST", person.path() + "/link", "{\"password\": \"" + boss.password() + "\"}");
        assertThat(issued.status()).as(issued.text()).isEqualTo(201);
        String code = People.code(Visitor.read(issued));

        people.change(boss, "{\"disabled\": true}");

        assertThat(people.choose(code, "eleven brass kettles again").text()).contains("does not work any more");
        people.change(boss, "{\"disabled\": false}");
        assertThat(people.choose(code, "eleven brass kettles again").text()).contains("does not work any more");
    }

    @Test
    void administratorsListAndRevokeTokensOfOthers() {
        Person person = people.add("editor");
        JsonNode made =
                Visitor.read(person.loggedIn().json("POST", "/api/token", "{\"name\": \"x\", \"scope\": \"read\"}"));
        String token = made.get("token").stringValue();
        assertThat(byToken(token, "GET")).isEqualTo(200);
        Answer listed = administrator.get(person.path() + "/token");
        assertThat(listed.text()).contains("\"name\":\"x\"").doesNotContain(token);

        assertThat(administrator
                        .send("DELETE", person.path() + "/token/" + made.get("id"), "")
                        .status())
                .isEqualTo(204);

        assertThat(byToken(token, "GET")).isEqualTo(401);
        assertThat(administrator.get("/api/audit?limit=1").text()).contains("token_revoked", "\"id\":" + person.id());
    }

    @Test
    void administratorsCannotDemoteThemselvesSoOneAlwaysRemains() {
        Person other = people.add("administrator");
        Visitor second = other.loggedIn();
        for (String change : List.of("{\"role\": \"editor\"}", "{\"disabled\": true}")) {
            assertThat(second.json("PATCH", other.path(), change).status()).isEqualTo(400);
        }
        assertThat(second.get("/api/audit?limit=1").status()).isEqualTo(200);
        people.change(other, "{\"role\": \"viewer\"}");
        assertThat(second.get("/api/user").status()).isEqualTo(403);
    }

    @Test
    void usersAreFoundByTextRoleAndStatusInPages() {
        String mark = unique();
        for (String name : List.of("a", "b", "c")) {
            people.invite(name + "." + mark + "@example.org", name.equals("b") ? "editor" : "viewer");
        }
        String search = "/api/user?search=" + mark.toUpperCase(java.util.Locale.ROOT);

        assertThat(emails(search))
                .containsExactly(
                        "a." + mark + "@example.org", "b." + mark + "@example.org", "c." + mark + "@example.org");
        assertThat(emails(search + "&role=editor")).containsExactly("b." + mark + "@example.org");
        assertThat(emails(search + "&status=active")).isEmpty();
        assertThat(emails(search + "&status=invited&results_per_page=2&page=2"))
                .containsExactly("c." + mark + "@example.org");
        assertThat(emails(search + "&page=999999999999999999&results_per_page=100"))
                .isEmpty();
        assertThat(emails("/api/user?search=" + mark + "%25")).as("no pattern").isEmpty();
        JsonNode page = Visitor.read(administrator.get(search + "&results_per_page=2"));
        assertThat(page.get("num_results").intValue()).isEqualTo(3);
        assertThat(page.get("total_pages").intValue()).isEqualTo(2);
    }

    @Test
    void theAuditLogOfAUserIsReadInPages() {
        Person person = people.add("viewer");
        Visitor visitor = person.loggedIn();
        visitor.json("PATCH", "/api/account", "{\"name\": \"Somebody else\"}");
        people.change(person, "{\"role\": \"editor\"}");
        assertThat(administrator.send("DELETE", person.path() + "/session", "").text())
                .isEqualTo("{\"num_ended\":1}");
        String search = "/api/audit?search=" + person.email();

        List<JsonNode> events = events(search);
        assertThat(events)
                .extracting(event -> event.get("kind").stringValue())
                .containsExactly(
                        "sessions_ended",
                        "role_changed",
                        "user_renamed",
                        "logged_in",
                        "link_used",
                        "link_issued",
                        "user_added");
        assertThat(events.get(2).get("details").toString()).isEqualTo("{\"to\":\"Somebody else\"}");
        assertThat(events.get(4).get("details").get("issuer").stringValue()).isEqualTo("1");
        JsonNode changed = events.get(1);
        assertThat(changed.get("subject").get("id").longValue()).isEqualTo(person.id());
        assertThat(changed.get("subject").get("name").stringValue())
                .isEqualTo("Somebody else <" + person.email() + ">");
        assertThat(changed.get("actor").get("id").longValue()).isNotEqualTo(person.id());
        assertThat(changed.get("details").toString()).isEqualTo("{\"from\":\"viewer\",\"to\":\"editor\"}");
        assertThat(changed.get("address").stringValue()).startsWith("127.0.");

        assertThat(events(search + "&kind=role_changed,user_added")).hasSize(2);
        JsonNode firstPage = Visitor.read(administrator.get(search + "&limit=4"));
        assertThat(firstPage.get("more").booleanValue()).isTrue();
        String before = "&before=" + firstPage.get("objects").get(3).get("id");
        assertThat(events(search + before)).isEqualTo(events.subList(4, 7));
        assertThat(events(search + "&since=2000-01-01T00:00:00Z")).hasSize(7);
        assertThat(events(search + "&since=2999-01-01T00:00:00Z")).isEmpty();
    }

    private List<String> emails(String path) {
        List<String> emails = new ArrayList<>();
        objects(path).forEach(user -> emails.add(user.get("email").stringValue()));
        return emails;
    }

    private List<JsonNode> events(String path) {
        List<JsonNode> events = new ArrayList<>();
        objects(path).forEach(events::add);
        return events;
    }

    private JsonNode objects(String path) {
        Answer answer = administrator.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Visitor.read(answer).get("objects");
    }

    private int byToken(String token, String method) {
        List<String> lines = List.of("Authorization: Bearer " + token, "Content-Type: application/json");
        return new Visitor(site)
                .sendBare(method, "/api/computer", method.equals("GET") ? "" : "{}", lines)
                .status();
    }

    private static String unique() {
        return "u" + java.util.UUID.randomUUID().toString().substring(0, 13);
    }
}
