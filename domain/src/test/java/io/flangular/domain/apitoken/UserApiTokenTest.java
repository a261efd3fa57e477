package io.flangular.domain.apitoken;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.resource.access.Permission;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.email.EmailAddress;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserApiTokenTest {
    private static final Instant NOW = Instant.parse("2027-02-28T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "READ  | VIEWER        | READ",
                "READ  | EDITOR        | READ",
                "READ  | ADMINISTRATOR | READ",
                "WRITE | VIEWER        | READ",
                "WRITE | EDITOR        | READ WRITE",
                "WRITE | ADMINISTRATOR | READ WRITE",
            })
    void permissionsAreThoseOfBothScopeAndRole(ApiTokenScope scope, Role role, String expected) {
        assertThat(token(scope, role).caller().permissions())
                .containsExactlyInAnyOrder(Arrays.stream(expected.split(" "))
                        .map(Permission::valueOf)
                        .toArray(Permission[]::new));
    }

    private static UserApiToken token(ApiTokenScope scope, Role role) {
        ApiTokenHash hash = new ApiTokenHash("hash");
        User user = new User(7, EmailAddress.of("ada@example.org"), null, role, null, false, NOW, null);
        return new UserApiToken(
                new ApiToken(1, new ApiTokenGrant(hash, 7, "import", scope, NOW, NOW.plusSeconds(60)), null, null),
                user);
    }
}
