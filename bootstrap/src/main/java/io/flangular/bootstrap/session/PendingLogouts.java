package io.flangular.bootstrap.session;

import io.flangular.application.session.LogoutService;
import io.flangular.bootstrap.startup.StartupWait;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** Retries to store logouts every second, and once more before the database is closed. */
final class PendingLogouts implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(PendingLogouts.class);
    private static final Duration LAST_ATTEMPT = Duration.ofSeconds(5);

    private final LogoutService logout;

    PendingLogouts(LogoutService logout) {
        this.logout = logout;
    }

    /** Spring subscribes to it, a second after the end of the previous run. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    Mono<Integer> store() {
        return logout.storePending();
    }

    @Override
    public void destroy() {
        int left;
        try {
            left = StartupWait.forValue(logout.storePending(), LAST_ATTEMPT);
        } catch (RuntimeException failure) {
            left = 1;
        }
        if (left > 0) {
            LOG.warn("Log-outs could not be stored: on other nodes their sessions last until they expire");
        }
    }
}
