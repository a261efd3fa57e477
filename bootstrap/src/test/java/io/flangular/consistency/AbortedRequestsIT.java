package io.flangular.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.OnBothDatabases;
import io.flangular.support.RunningApplication;
import org.junit.jupiter.api.Test;

/** Aborted requests leave nothing half done, on both databases. */
@OnBothDatabases
class AbortedRequestsIT {
    private static final int IMPORTS = 200;
    private static final int CHANGES = 2_000;

    private final RunningApplication application;

    AbortedRequestsIT(RunningApplication application) {
        this.application = application;
    }

    @Test
    void rowsVersionsAndHistoryAgreeAfterAbortedRequests() {
        AbortedRequests requests = new AbortedRequests(application, 1);
        assertThat(requests.run(IMPORTS, CHANGES)).isEmpty();
        assertThat(requests.statementTimeouts()).hasSize(1);
    }
}
