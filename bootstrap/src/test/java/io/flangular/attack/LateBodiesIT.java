package io.flangular.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.People;
import io.flangular.support.People.Person;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire;
import io.flangular.support.http.Wire.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Requests whose body ends after their sender has lost access. */
@SharesApplication
class LateBodiesIT {
    private static final RunningApplication SITE = RunningApplication.onH2();
    private static final String JSON = "application/json";
    private static final String TOO_LATE =
            "{\"filters\": [{\"name\": \"processor\", \"op\": \"eq\", \"val\": \"too late\"}]}";
    private static final List<List<String>> WRITING = List.of(
            List.of("POST", "/api/computer", JSON, "{\"processor\": \"too late\"}"),
            List.of("POST", "/api/computer", "text/csv", "processor\r\ntoo late\r\n"),
            List.of("PATCH", "/api/computer", JSON, "{\"q\": " + TOO_LATE + ", \"ram\": \"too late\"}"));
    private static final List<List<String>> OWN = List.of(
            List.of("POST", "/api/token", JSON, "{\"name\": \"too late\", \"scope\": \"read\"}"),
            List.of("PATCH", "/api/account", JSON, "{\"name\": \"too late\"}"));

    private final People people = new People(SITE);

    @Test
    void aLogOutDuringTheUploadPreventsTheChange() throws IOException {
        Visitor visitor = people.add("editor").loggedIn();
        refused(401, lines(visitor), everything(), () -> visitor.get("/login"));
    }

    @Test
    void disablingDuringTheUploadPreventsTheChange() throws IOException {
        Person person = people.add("editor");
        refused(401, lines(person.loggedIn()), everything(), () -> people.change(person, "{\"disabled\": true}"));
    }

    @Test
    void aPasswordChangeDuringTheUploadPreventsTheChange() throws IOException {
        Person person = people.add("editor");
        refused(
                401,
                lines(person.loggedIn()),
                everything(),
                () -> people.choose(people.link(person), "a password by 4 reset links"));
    }

    @Test
    void aRoleChangeDuringTheUploadPreventsTheChange() throws IOException {
        Person editor = people.add("editor");
        refused(403, lines(editor.loggedIn()), WRITING, () -> people.change(editor, "{\"role\": \"viewer\"}"));
        Person administrator = people.add("administrator");
        String invitation = "{\"email\": \"accomplice@example.org\", \"role\": \"administrator\"}";
        refused(
                403,
                lines(administrator.loggedIn()),
                List.of(List.of("POST", "/api/user", JSON, invitation)),
                () -> people.change(administrator, "{\"role\": \"viewer\"}"));
    }

    @Test
    void revokingTheTokenDuringTheUploadPreventsTheChange() throws IOException {
        Visitor visitor = people.add("editor").loggedIn();
        JsonNode made = Visitor.read(visitor.json("POST", "/api/token", "{\"name\": \"x\", \"scope\": \"write\"}"));
        refused(
                401,
                List.of("Authorization: Bearer " + made.get("token").stringValue()),
                WRITING,
                () -> visitor.send("DELETE", "/api/token/" + made.get("id"), ""));
    }

    @Test
    void aSlowUploadOfALoggedInUserIsServed() throws IOException {
        Visitor visitor = people.add("editor").loggedIn();
        for (Answer answer : answers(lines(visitor), everything(), () -> {})) {
            assertThat(answer.status()).isIn(200, 201);
        }
    }

    private static List<List<String>> everything() {
        List<List<String>> all = new ArrayList<>(WRITING);
        all.addAll(OWN);
        return all;
    }

    private void refused(int status, List<String> lines, List<List<String>> requests, Runnable end) throws IOException {
        String before = state();
        for (Answer answer : answers(lines, requests, end)) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        }
        assertThat(state()).isEqualTo(before);
    }

    /** The answers to requests of which all but a byte was sent before the end, and the rest after it. */
    private List<Answer> answers(List<String> lines, List<List<String>> requests, Runnable end) throws IOException {
        List<Wire> wires = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        try {
            for (List<String> request : requests) {
                byte[] all = bytes(request, lines);
                Wire wire = new Wire(URI.create(SITE.url()), InetAddress.getLoopbackAddress());
                wires.add(wire);
                wire.begin(Arrays.copyOf(all, all.length - 1));
            }
            // Meanwhile the filters have authenticated; should one be late, its result is still correct.
            assertThat(people.administrator().get("/api/session").status()).isEqualTo(200);
            end.run();
            for (int i = 0; i < requests.size(); i++) {
                byte[] all = bytes(requests.get(i), lines);
                answers.add(wires.get(i).finish(new byte[] {all[all.length - 1]}));
            }
        } finally {
            for (Wire wire : wires) {
                wire.close();
            }
        }
        return answers;
    }

    private static byte[] bytes(List<String> request, List<String> lines) {
        return (request.get(0) + " " + request.get(1) + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                        + request.get(2) + "\r\nContent-Length: "
                        + request.get(3).length() + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n" + request.get(3))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String state() {
        Visitor administrator = people.administrator();
        return administrator
                        .get("/api/computer?results_per_page=100&q="
                                + URLEncoder.encode(TOO_LATE, StandardCharsets.UTF_8))
                        .text()
                + administrator.get("/api/user?search=accomplice").text()
                + administrator.get("/api/user?search=too%20late").text()
                + administrator.get("/api/audit?kind=token_made").text();
    }

    private static List<String> lines(Visitor visitor) {
        return List.of(
                "Cookie: " + Visitor.SESSION + "=" + visitor.cookies().get(Visitor.SESSION),
                "X-XSRF-TOKEN: " + visitor.cookies().get(Visitor.XSRF));
    }
}
