package io.flangular.asvs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every credential at every route of the running application. */
class CredentialMatrixIT extends MatrixTestBase {
    @Test
    void everyRouteHasAnEntry() {
        assertThat(matrix.routes()).containsAll(scene.site().routes());
    }

    @Test
    void everyMethodOfEveryRouteHasAnEntry() {
        Visitor visitor = scene.loggedIn();
        for (String route : scene.site().routes()) {
            String path = route.replace("{id}", "1").replace("{version}", "1").replace("{token}", "1");
            Answer answer = visitor.send("OPTIONS", path, "");
            Set<String> allowed =
                    new TreeSet<>(Arrays.asList(answer.header("allow").split(", *")));
            assertThat(matrix.methods(route)).as(route).isEqualTo(allowed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachCredentialGivesExactlyTheExpectedAccess(Credential credential) {
        check(credential);
    }
}
