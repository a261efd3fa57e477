package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Queries and bodies have no unknown or ambiguous parts. */
@SharesApplication
class InputIT {
    private static final RunningApplication SITE = RunningApplication.onH2();

    private final Visitor visitor = Visitor.administrator(SITE);

    @Test
    @DisplayName("37. ASVS 8.2 searching and ordering tell nothing of what is not shown")
    void searchingAndOrderingRevealNoHiddenFields() {
        for (String hidden : List.of(
                "version", "password_hash", "created_by", "account", "email", "PROCESSOR", "processor__length", "1")) {
            String name = "\"" + hidden + "\"";
            for (String q : List.of(
                    "{\"filters\": [{\"name\": " + name + ", \"op\": \"like\", \"val\": \"$argon2id%\"}]}",
                    "{\"filters\": [{\"name\": \"ram\", \"op\": \"eq\", \"field\": " + name + "}]}",
                    "{\"filters\": [{\"name\": " + name
                            + ", \"op\": \"has\", \"val\": {\"name\": \"id\", \"op\": \"gt\"," + " \"val\": 0}}]}",
                    "{\"order_by\": [{\"field\": " + name + ", \"direction\": \"asc\"}]}",
                    "{\"group_by\": [{\"field\": " + name + "}]}")) {
                assertThat(visitor.get("/api/computer?q=" + encoded(q)).status())
                        .as(q)
                        .isEqualTo(400);
            }
            String functions = "{\"functions\": [{\"name\": \"max\", \"field\": " + name + "}]}";
            assertThat(visitor.get("/api/eval/computer?q=" + encoded(functions)).status())
                    .as(functions)
                    .isEqualTo(400);
        }
    }

    @Test
    @DisplayName("38. ASVS 15.3.3 unknown fields are refused and named")
    void unknownFieldsAreRefusedAndNamed() {
        String row = "/api/computer/"
                + Visitor.read(visitor.json("POST", "/api/computer", "{\"ram\": \"x\"}"))
                        .get("id");
        for (String field : List.of("version", "owner", "is_admin", "__proto__", "Ram")) {
            String body = "{\"" + field + "\": 1}";
            for (Answer answer : List.of(
                    visitor.json("POST", "/api/computer", body),
                    visitor.json("PUT", row, body),
                    visitor.json("PATCH", row, body),
                    visitor.json("PATCH", "/api/computer", "{\"q\": {}, \"" + field + "\": 1}"),
                    visitor.json(
                            "POST", "/api/token", "{\"name\": \"x\", \"scope\": \"read\", \"" + field + "\": 1}"))) {
                assertThat(answer.status()).as(body).isEqualTo(400);
                assertThat(answer.text()).as(body).contains(field);
            }
        }
        assertThat(visitor.json("PATCH", row, "{\"id\": 4711}").status()).isEqualTo(400);
        assertThat(visitor.json("POST", "/api/token", "{\"name\": \"x\", \"scope\": \"read\", \"user_id\": 2}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("39. ASVS 15.3.7 what is given twice has one meaning or none")
    void repeatedParametersAreRefusedOrUnambiguous() {
        Answer first = visitor.get("/api/computer?results_per_page=1&results_per_page=100&page=1&page=2");
        assertThat(Visitor.read(first).get("page").intValue()).isEqualTo(1);
        assertThat(Visitor.read(first).get("objects").size()).isLessThanOrEqualTo(1);
        for (String body : List.of(
                "{\"ram\": \"x\", \"ram\": \"y\"}",
                "{\"ram\": \"x\", \"\\u0072am\": \"y\"}",
                "{\"q\": {\"a\": 1, \"a\": 2}}")) {
            assertThat(visitor.json("POST", "/api/computer", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(visitor.json("POST", "/api/token", "{\"name\": \"x\", \"scope\": \"read\", \"scope\": \"write\"}")
                        .status())
                .isEqualTo(400);
        Visitor stranger = new Visitor(SITE);
        assertThat(stranger.form("/login", List.of("email", "a@b.c", "email", "d@e.f", "password", "x"))
                        .status())
                .isEqualTo(400);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
