package io.flangular.bootstrap.session;

import io.flangular.application.session.LogOutService;
import io.flangular.bootstrap.StartupWait;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** Stores log-outs that could not be stored, again and again, and once more before the database is closed. */
final class PendingLogOuts implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(PendingLogOuts.class);
    private static final Duration LAST_ATTEMPT = Duration.ofSeconds(5);

    private final LogOutService logOut;

    /** Those of that service. */
    PendingLogOuts(LogOutService logOut) {
        this.logOut = logOut;
    }

    /** Subscribed to by Spring, a second after the last attempt has ended. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    Mono<Integer> store() {
        return logOut.storePending();
    }

    @Override
    public void destroy() {
        int left;
        try {
            left = StartupWait.forValue(logOut.storePending(), LAST_ATTEMPT);
        } catch (RuntimeException failure) {
            left = 1;
        }
        if (left > 0) {
            LOG.warn("Log-outs could not be stored: on other nodes their sessions last until they expire");
        }
    }
}
