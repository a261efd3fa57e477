package io.flangular.persistence.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.session.SecretsInUse;
import io.flangular.persistence.TestDatabases;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class R2dbcSecretsInUseIT {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @EnumSource
    void secretsRecordedSinceAnInstantAreReturned(TestDatabases database) {
        database.clear("secret_in_use");
        SecretsInUse inUse = new R2dbcSecretsInUse(database.client());

        inUse.record("old", NOON.minusSeconds(1)).block();
        inUse.record("first", NOON.minusSeconds(5)).block();
        inUse.record("first", NOON).block();
        inUse.record("second", NOON.plusSeconds(1)).block();

        assertThat(inUse.since(NOON).collectList().block()).containsExactlyInAnyOrder("first", "second");
    }
}
