package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.asvs.RouteMatrix.Entry;
import io.flangular.system.Visitor;
import io.flangular.system.Wire.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every credential at every route of the running application. */
class CredentialMatrixTest {
    private static Scene scene;
    private static RouteMatrix matrix;

    @BeforeAll
    static void start() {
        scene = new Scene();
        matrix = new RouteMatrix(scene);
    }

    @AfterAll
    static void stop() {
        scene.site().close();
    }

    @Test
    void everyRouteHasAnEntry() {
        assertThat(matrix.routes()).containsAll(scene.site().routes());
    }

    @Test
    void everyMethodOfEveryRouteHasAnEntry() {
        Visitor visitor = scene.loggedIn();
        for (String route : scene.site().routes()) {
            String path = route.replace("{id}", "1").replace("{version}", "1");
            Answer answer = visitor.send("OPTIONS", path, "");
            Set<String> allowed =
                    new TreeSet<>(Arrays.asList(answer.header("allow").split(", *")));
            assertThat(matrix.methods(route)).as(route).isEqualTo(allowed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void opensWhatItShouldAndNothingElse(Credential credential) {
        check(scene, matrix, credential);
    }

    /** Sends every request with those credentials and looks at the answers. */
    static void check(Scene scene, RouteMatrix matrix, Presented credential) {
        List<Entry> entries = matrix.of(scene.site().routes());
        assertThat(entries).hasSizeGreaterThan(40);
        Scene.Sent sent = credential.in(scene);
        for (Entry entry : entries) {
            Answer answer = matrix.send(entry, sent);
            String what = credential + " at " + entry + ": " + answer.status() + " "
                    + (answer.status() == 200 ? "" : answer.text());
            String expected = credential.access().at(entry.kind());
            assertThat(Access.kindOf(answer, entry.in())).as(what).isEqualTo(expected);
            assertThat(answer.headers())
                    .as(what)
                    .containsKeys("content-security-policy", "x-content-type-options", "cache-control");
            if (!expected.equals("in")) {
                assertThat(answer.all("set-cookie")).as(what).isEmpty();
                assertThat(answer.header("location")).as(what).matches("(/login(\\?next=.*)?)?");
            }
        }
    }
}
