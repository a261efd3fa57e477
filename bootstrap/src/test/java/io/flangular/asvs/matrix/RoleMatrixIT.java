package io.flangular.asvs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users of every role at every route of the running application. */
class RoleMatrixIT extends MatrixTestBase {
    @Test
    void everyEntryIsARoute() {
        assertThat(scene.site().routes()).isEqualTo(matrix.routes());
    }

    @ParameterizedTest(name = "37. ASVS 8.2 {0} opens what it should and nothing else")
    @EnumSource
    void eachRoleHasExactlyTheExpectedAccess(RoleCredential credential) {
        check(credential);
    }
}
