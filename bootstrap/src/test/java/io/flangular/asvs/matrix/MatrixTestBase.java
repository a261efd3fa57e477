package io.flangular.asvs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.asvs.matrix.RouteMatrix.Entry;
import io.flangular.support.SharesApplication;
import io.flangular.support.http.Wire.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A running application, and the requests to every route of it. */
@SharesApplication
public abstract class MatrixTestBase {
    public static Scene scene;
    public static RouteMatrix matrix;

    @BeforeAll
    static void start() {
        scene = new Scene();
        matrix = new RouteMatrix(scene);
    }

    @AfterAll
    static void stop() {
        scene.site().close();
    }

    /** Sends every request with those credentials and looks at the answers. */
    static void check(Presented credential) {
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
                if (!entry.route().isEmpty()) {
                    Answer faulty = matrix.sendFaulty(entry, sent);
                    assertThat(faulty.status())
                            .as("with faults in the request, %s", what)
                            .isEqualTo(answer.status());
                    assertThat(faulty.text())
                            .as("with faults in the request, %s", what)
                            .isEqualTo(answer.text());
                }
            }
        }
    }
}
