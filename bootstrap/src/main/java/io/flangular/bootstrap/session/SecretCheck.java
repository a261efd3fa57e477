package io.flangular.bootstrap.session;

import io.flangular.domain.session.SecretsInUse;
import io.flangular.security.secret.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** Warns when another node of the same database signs with a secret that this node does not know. */
final class SecretCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SecretCheck.class);
    private static final int INTERVAL_MINUTES = 10;
    /** Longer than two intervals: a secret that was not recorded since then is no longer in use. */
    private static final Duration RECENT = Duration.ofMinutes(2 * INTERVAL_MINUTES + 1);

    private final SecretsInUse inUse;
    private final Secrets secrets;
    private final boolean shared;
    private final Clock clock;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /**
     * Compares these secrets with those in use.
     *
     * @param shared whether other nodes can use the same database at all
     */
    SecretCheck(SecretsInUse inUse, Secrets secrets, boolean shared, Clock clock) {
        this.inUse = inUse;
        this.secrets = secrets;
        this.shared = shared;
        this.clock = clock;
    }

    /** Spring subscribes to it. When the database is unavailable, the next run checks. */
    @Scheduled(fixedRate = INTERVAL_MINUTES, timeUnit = TimeUnit.MINUTES)
    Mono<Void> check() {
        return shared ? Mono.defer(this::compare).onErrorComplete() : Mono.empty();
    }

    private Mono<Void> compare() {
        Instant now = clock.instant();
        return inUse.record(secrets.currentId(), now)
                .thenMany(inUse.since(now.minus(RECENT)))
                .filter(id -> !secrets.ids().contains(id) && reported.add(id))
                .doOnNext(unknown -> LOG.warn(
                        "Another node has used this database with another flangular.session.secret (key {}) in the last"
                                + " {} minutes: sessions of one node are refused by the other. Give all nodes the same"
                                + " secret; if it has just been changed, ignore this.",
                        unknown,
                        RECENT.toMinutes()))
                .then();
    }
}
