package io.flangular.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that go away in the middle of a request leave nothing half done, over HTTP on both databases. */
@SharesApplication
class AbortedRequestsIT {
    private static final int IMPORTS = 200;
    private static final int CHANGES = 2_000;

    static Stream<RunningApplication> applications() {
        return Stream.of(RunningApplication.onH2(), RunningApplication.onPostgreSql());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("applications")
    void rowsVersionsAndHistoryAgree(RunningApplication application) {
        AbortedRequests requests = new AbortedRequests(application, 1);
        assertThat(requests.run(IMPORTS, CHANGES)).isEmpty();
        assertThat(requests.statementTimeouts()).hasSize(1);
    }
}
