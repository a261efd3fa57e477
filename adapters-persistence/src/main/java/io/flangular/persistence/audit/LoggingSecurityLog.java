package io.flangular.persistence.audit;

import io.flangular.domain.Words;
import io.flangular.domain.audit.AuditPage;
import io.flangular.domain.audit.AuditSearch;
import io.flangular.domain.audit.SecurityEvent;
import io.flangular.domain.audit.SecurityLog;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/**
 * Writes every event to the logger {@code flangular.security} too, for those who collect logs: as a sentence, and as the
 * key-value pairs that structured formats carry ({@code logging.structured.format.console=ecs}).
 */
public final class LoggingSecurityLog implements SecurityLog {
    private static final Logger LOG = LoggerFactory.getLogger("flangular.security");

    private final SecurityLog kept;

    /** Beside where they are kept. */
    public LoggingSecurityLog(SecurityLog kept) {
        this.kept = kept;
    }

    @Override
    public Mono<Void> record(SecurityEvent event) {
        return kept.record(event).then(Mono.defer(() -> logged(event)));
    }

    /** Once the transaction that keeps it is committed: what was undone, or is done again, has not happened yet. */
    private static Mono<Void> logged(SecurityEvent event) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(current -> current.registerSynchronization(new AfterCommit(event)))
                .then()
                .onErrorResume(NoTransactionException.class, none -> Mono.fromRunnable(() -> log(event)));
    }

    private record AfterCommit(SecurityEvent event) implements TransactionSynchronization {
        @Override
        public Mono<Void> afterCommit() {
            return Mono.fromRunnable(() -> log(event));
        }
    }

    @Override
    public Mono<AuditPage> search(AuditSearch search) {
        return kept.search(search);
    }

    @Override
    public Mono<Long> deleteBefore(Instant instant, int atMost) {
        return kept.deleteBefore(instant, atMost);
    }

    private static void log(SecurityEvent event) {
        Map<String, String> pairs = new TreeMap<>();
        event.details().forEach((name, value) -> pairs.put(name, oneLine(value)));
        if (event.actorId() != null) {
            pairs.put("actor", event.actorId().toString());
        }
        if (event.subjectId() != null) {
            pairs.put("subject", event.subjectId().toString());
        }
        if (!event.address().isEmpty()) {
            pairs.put("address", event.address());
        }
        String kind = Words.of(event.kind());
        LoggingEventBuilder line = LOG.atInfo().addKeyValue("event", kind);
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            line = line.addKeyValue(pair.getKey(), pair.getValue());
        }
        line.log("{} {}", kind, pairs);
    }

    /** What a client says of itself must not be able to begin a line of its own, nor to steer a terminal. */
    private static String oneLine(String value) {
        return value.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", " ");
    }
}
