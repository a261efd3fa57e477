package io.flangular.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import org.junit.jupiter.api.Test;

class StolenHalfIT {

    /** {@link io.flangular.benchmark.StolenHalfBenchmark} sends a hundred thousand. */
    @Test
    void neitherCookieNorHeaderAloneGivesAccessToTheApi() {
        try (RunningApplication application = RunningApplication.start()) {
            StolenHalf attack = new StolenHalf(application);
            attack.run(0, 1_500);
            assertThat(attack.requests()).isGreaterThan(1_500);
        }
    }
}
