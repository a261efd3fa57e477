package io.flangular.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fixed number of inputs, always the same ones. */
@SharesApplication
class FuzzIT {
    private static final int COUNT = 2_000;

    @Test
    void randomInputCausesNoServerErrorOnH2() throws InterruptedException {
        new Fuzz(0, COUNT).onH2();
    }

    @Test
    void randomInputCausesNoServerErrorOnPostgreSql() throws InterruptedException {
        new Fuzz(0, COUNT).onPostgreSql();
    }

    @Test
    void aUrlThatIsTooLongIsAnsweredAlsoOnAUsedConnection() throws IOException {
        Input usual = new Input("GET", "/api/computer", List.of(), new byte[0]);
        Input tooLong = new Input("GET", "/api/computer?q=" + "x".repeat(16_400), List.of(), new byte[0]);
        try (Connection connection = new Connection(RunningApplication.onH2())) {
            for (int i = 0; i < 100; i++) {
                assertThat(connection.send(usual).status()).isEqualTo(200);
                assertThat(connection.send(tooLong).status()).isEqualTo(414);
            }
        }
    }
}
