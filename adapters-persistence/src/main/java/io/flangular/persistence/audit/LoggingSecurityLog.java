package io.flangular.persistence.audit;

import io.flangular.domain.EnumNames;
import io.flangular.domain.PrintableText;
import io.flangular.domain.audit.AuditPage;
import io.flangular.domain.audit.AuditSearch;
import io.flangular.domain.audit.SecurityEvent;
import io.flangular.domain.audit.SecurityLog;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** Words of the program, numbers and network addresses. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:%-]+( [A-Za-z0-9_.:%-]+)*");

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
        event.details().forEach((name, value) -> pairs.put(name, safe(value)));
        if (event.actorId() != null) {
            pairs.put("actor", event.actorId().toString());
        }
        if (event.subjectId() != null) {
            pairs.put("subject", event.subjectId().toString());
        }
        if (!event.address().isEmpty()) {
            pairs.put("address", event.address());
        }
        String kind = EnumNames.of(event.kind());
        LoggingEventBuilder line = LOG.atInfo().addKeyValue("event", kind);
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            line = line.addKeyValue(pair.getKey(), pair.getValue());
        }
        line.log("{} {}", kind, quoted(pairs));
    }

    /**
     * What a client says of itself must not begin a line of its own, steer a terminal, or end the quotes that formats of
     * key-value pairs put around it.
     */
    private static String safe(String value) {
        return PrintableText.escaped(value).replace('"', '\'');
    }

    /** The pairs as a text in which no value passes for another pair. */
    private static String quoted(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> pair.getKey() + "="
                        + (PLAIN.matcher(pair.getValue()).matches() ? pair.getValue() : "\"" + pair.getValue() + "\""))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
