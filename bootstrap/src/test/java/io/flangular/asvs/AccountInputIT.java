package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.People;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** JSON about accounts has no unknown and no repeated fields. */
@SharesApplication
class AccountInputIT {
    private static final RunningApplication SITE = RunningApplication.onH2();
    /** Where JSON is taken, with a member that is known there. */
    private static final List<List<String>> TAKEN = List.of(
            List.of("PATCH", "/api/account", "name"),
            List.of("PUT", "/api/account/password", "password"),
            List.of("POST", "/api/account/second-factor", "password"),
            List.of("PUT", "/api/account/second-factor", "code"),
            List.of("POST", "/api/account/second-factor/off", "password"),
            List.of("POST", "/api/account/second-factor/recovery-codes", "password"),
            List.of("POST", "/api/user", "email"),
            List.of("PATCH", "/api/user/1", "name"));

    private final Visitor administrator = new People(SITE).administrator();

    @Test
    @DisplayName("38. ASVS 15.3.3 unknown fields about accounts are refused and named")
    void unknownFieldsAreRefusedAndNamed() {
        for (List<String> taken : TAKEN) {
            Answer answer = send(taken, "{\"" + taken.get(2) + "\": \"x\", \"is_admin\": true}");
            assertThat(answer.status()).as(taken.toString()).isEqualTo(400);
            assertThat(Visitor.read(answer).get("validation_errors").has("is_admin"))
                    .as(answer.text())
                    .isTrue();
        }
    }

    @Test
    @DisplayName("39. ASVS 15.3.7 fields about accounts that are given twice are refused")
    void fieldsThatAreGivenTwiceAreRefused() {
        for (List<String> taken : TAKEN) {
            String member = "\"" + taken.get(2) + "\": \"x\"";
            for (String body : List.of(
                    "{" + member + ", " + member + "}", "[]", "\"x\"", "", "{\"" + taken.get(2) + "\": [\"x\"]}")) {
                assertThat(send(taken, body).status()).as("%s %s", taken, body).isEqualTo(400);
            }
        }
        assertThat(administrator.get("/api/user?role=administrator&role=viewer").text())
                .contains("\"role\":\"administrator\"")
                .doesNotContain("\"role\":\"viewer\"");
        assertThat(administrator.get("/api/user?search=nobody&search=admin").text())
                .contains("\"num_results\":0");
        assertThat(administrator.get("/api/user?page=1&page=2").text()).contains("\"page\":1,");
    }

    private Answer send(List<String> taken, String body) {
        return administrator.json(taken.get(0), taken.get(1), body);
    }
}
