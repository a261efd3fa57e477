package io.flangular.persistence.audit;

import io.flangular.domain.EnumNames;
import io.flangular.domain.PrintableText;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditLog;
import io.flangular.domain.audit.AuditPage;
import io.flangular.domain.audit.AuditSearch;
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
 * Writes every event to the logger {@code flangular.security} too, for log collectors: as a sentence, and as key-value
 * pairs of structured formats ({@code logging.structured.format.console=ecs}).
 */
public final class LoggingAuditLog implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger("flangular.security");

    /** Values that need no quotes: identifiers, numbers and IP addresses. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:%-]+( [A-Za-z0-9_.:%-]+)*");

    private final AuditLog delegate;

    public LoggingAuditLog(AuditLog delegate) {
        this.delegate = delegate;
    }

    @Override
    public Mono<Void> record(AuditEvent event) {
        return delegate.record(event).then(Mono.defer(() -> logged(event)));
    }

    /** Logs an event after the commit of its transaction, so that nothing rolled back or retried is logged. */
    private static Mono<Void> logged(AuditEvent event) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(current -> current.registerSynchronization(new AfterCommit(event)))
                .then()
                .onErrorResume(NoTransactionException.class, none -> Mono.fromRunnable(() -> log(event)));
    }

    private record AfterCommit(AuditEvent event) implements TransactionSynchronization {
        @Override
        public Mono<Void> afterCommit() {
            return Mono.fromRunnable(() -> log(event));
        }
    }

    @Override
    public Mono<AuditPage> search(AuditSearch search) {
        return delegate.search(search);
    }

    @Override
    public Mono<Long> deleteBefore(Instant instant, int atMost) {
        return delegate.deleteBefore(instant, atMost);
    }

    private static void log(AuditEvent event) {
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
     * Escapes input of clients against log injection: it must not begin a line, contain terminal escapes, or end a
     * quoted value.
     */
    private static String safe(String value) {
        return PrintableText.escaped(value).replace('"', '\'');
    }

    /** Formats pairs so that no value can be mistaken for another pair. */
    private static String quoted(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> pair.getKey() + "="
                        + (PLAIN.matcher(pair.getValue()).matches() ? pair.getValue() : "\"" + pair.getValue() + "\""))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
