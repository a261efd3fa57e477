package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People of every role at every route of the running application. */
class RoleMatrixTest {
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
    void everyEntryIsARoute() {
        assertThat(scene.site().routes()).isEqualTo(matrix.routes());
    }

    @ParameterizedTest(name = "37. ASVS 8.2 {0} opens what it should and nothing else")
    @EnumSource
    void opensWhatItShouldAndNothingElse(RoleCredential credential) {
        CredentialMatrixTest.check(scene, matrix, credential);
    }
}
