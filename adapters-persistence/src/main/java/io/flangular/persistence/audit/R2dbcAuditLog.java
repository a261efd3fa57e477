package io.flangular.persistence.audit;

import io.flangular.domain.EnumNames;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditLog;
import io.flangular.domain.audit.AuditPage;
import io.flangular.domain.audit.AuditSearch;
import io.flangular.persistence.database.ContainsPattern;
import io.flangular.persistence.database.ExpiredRows;
import io.flangular.persistence.database.Values;
import io.flangular.persistence.database.connection.ReadRetry;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Audit events in the table {@code security_event}. */
public final class R2dbcAuditLog implements AuditLog {
    private static final String SELECT =
            "select e.id, e.happened_at, e.kind, e.actor_id, e.subject_id, e.address, e.details, " + displayName("a")
                    + " as actor, " + displayName("s") + " as subject"
                    + " from security_event e left join account a on a.id = e.actor_id"
                    + " left join account s on s.id = e.subject_id where 1 = 1";
    private static final ExpiredRows EXPIRED = new ExpiredRows("security_event", "id", "happened_at");

    private final DatabaseClient database;

    public R2dbcAuditLog(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> record(AuditEvent event) {
        return database.sql("insert into security_event (happened_at, kind, actor_id, subject_id, address, details)"
                        + " values (:at, :kind, :actor, :subject, :address, :details)")
                .bind("at", event.at())
                .bind("kind", EnumNames.of(event.kind()))
                .bind("actor", Parameters.in(R2dbcType.BIGINT, event.actorId()))
                .bind("subject", Parameters.in(R2dbcType.BIGINT, event.subjectId()))
                .bind("address", event.address())
                .bind("details", DetailsCodec.encode(event.details()))
                .then();
    }

    @Override
    public Mono<AuditPage> search(AuditSearch search) {
        StringBuilder sql = new StringBuilder(SELECT);
        Map<String, Object> parameters = new HashMap<>();
        if (!search.text().isEmpty()) {
            sql.append(List.of("e.address", "a.email", "a.name", "s.email", "s.name").stream()
                    .map(column -> "lower(" + column + ") like :text" + ContainsPattern.ESCAPE)
                    .collect(Collectors.joining(" or ", " and (", ")")));
            parameters.put("text", ContainsPattern.pattern(search.text()));
        }
        if (!search.kinds().isEmpty()) {
            sql.append(" and e.kind in (:kinds)");
            parameters.put("kinds", search.kinds().stream().map(EnumNames::of).toList());
        }
        Instant since = search.since();
        if (since != null) {
            sql.append(" and e.happened_at >= :since");
            parameters.put("since", since);
        }
        Long before = search.before();
        if (before != null) {
            sql.append(" and e.id < :before");
            parameters.put("before", before);
        }
        // One more than requested, to know whether there are more.
        sql.append(" order by e.id desc fetch first " + (search.limit() + 1) + " rows only");
        return ReadRetry.once(database.sql(sql.toString())
                        .bindValues(parameters)
                        .map(R2dbcAuditLog::entry)
                        .all()
                        .collectList())
                .map(found -> new AuditPage(
                        found.subList(0, Math.min(search.limit(), found.size())), found.size() > search.limit()));
    }

    /** The name and e-mail address of an account. */
    private static String displayName(String account) {
        return "coalesce(" + account + ".name || ' <' || " + account + ".email || '>', " + account + ".email)";
    }

    @Override
    public Mono<Long> deleteBefore(Instant instant, int atMost) {
        return EXPIRED.delete(database, instant, atMost);
    }

    private static AuditPage.Entry entry(Readable row) {
        AuditEvent event = new AuditEvent(
                Values.instant(row, "happened_at"),
                Values.enumConstant(row, "kind", AuditEvent.Kind.class),
                row.get("actor_id", Long.class),
                row.get("subject_id", Long.class),
                Values.text(row, "address"),
                DetailsCodec.decode(Values.text(row, "details")));
        return new AuditPage.Entry(
                Values.number(row, "id"), event, row.get("actor", String.class), row.get("subject", String.class));
    }
}
