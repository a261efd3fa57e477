package io.flangular.persistence.audit;

import io.flangular.domain.EnumNames;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditLog;
import io.flangular.domain.audit.AuditPage;
import io.flangular.domain.audit.AuditSearch;
import io.flangular.persistence.database.ContainsPattern;
import io.flangular.persistence.database.ExpiredRows;
import io.flangular.persistence.database.Instants;
import io.flangular.persistence.database.Values;
import io.flangular.persistence.database.connection.ReadRetry;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** audit events in the table {@code security_event}. */
public final class R2dbcAuditLog implements AuditLog {
    private static final ExpiredRows OLD = new ExpiredRows("security_event", "id", "happened_at");

    private final DatabaseClient database;

    public R2dbcAuditLog(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> record(AuditEvent event) {
        return database.sql("insert into security_event (happened_at, kind, actor_id, subject_id, address, details)"
                        + " values (:at, :kind, :actor, :subject, :address, :details)")
                .bind("at", Instants.parameter(event.at()))
                .bind("kind", EnumNames.of(event.kind()))
                .bind("actor", Parameters.in(R2dbcType.BIGINT, event.actorId()))
                .bind("subject", Parameters.in(R2dbcType.BIGINT, event.subjectId()))
                .bind("address", event.address())
                .bind("details", DetailsCodec.of(event.details()))
                .then();
    }

    @Override
    public Mono<AuditPage> search(AuditSearch search) {
        return ReadRetry.once(bound(database.sql(select(search)), search)
                        .map(R2dbcAuditLog::entry)
                        .all()
                        .collectList())
                .map(found -> new AuditPage(
                        found.subList(0, Math.min(search.limit(), found.size())), found.size() > search.limit()));
    }

    private static String select(AuditSearch search) {
        StringBuilder sql = new StringBuilder("select e.id, e.happened_at, e.kind, e.actor_id, e.subject_id, e.address,"
                + " e.details, " + called("a") + " as actor, " + called("s") + " as subject"
                + " from security_event e left join account a on a.id = e.actor_id"
                + " left join account s on s.id = e.subject_id where 1 = 1");
        if (!search.text().isEmpty()) {
            sql.append(List.of("e.address", "a.email", "a.name", "s.email", "s.name").stream()
                    .map(column -> "lower(" + column + ") like :text" + ContainsPattern.ESCAPE)
                    .collect(Collectors.joining(" or ", " and (", ")")));
        }
        if (!search.kinds().isEmpty()) {
            sql.append(" and e.kind in (:kinds)");
        }
        if (search.since() != null) {
            sql.append(" and e.happened_at >= :since");
        }
        if (search.before() != null) {
            sql.append(" and e.id < :before");
        }
        // One more than requested, to know whether there are more.
        return sql.append(" order by e.id desc fetch first ")
                .append(search.limit() + 1)
                .append(" rows only")
                .toString();
    }

    private static String called(String account) {
        return "coalesce(" + account + ".name || ' <' || " + account + ".email || '>', " + account + ".email)";
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec statement, AuditSearch search) {
        GenericExecuteSpec bound = statement;
        if (!search.text().isEmpty()) {
            bound = bound.bind("text", ContainsPattern.pattern(search.text()));
        }
        if (!search.kinds().isEmpty()) {
            bound = bound.bind(
                    "kinds", search.kinds().stream().map(EnumNames::of).toList());
        }
        Instant since = search.since();
        if (since != null) {
            bound = bound.bind("since", Instants.parameter(since));
        }
        Long before = search.before();
        return before == null ? bound : bound.bind("before", before);
    }

    @Override
    public Mono<Long> deleteBefore(Instant instant, int atMost) {
        return OLD.delete(database, instant, atMost);
    }

    private static AuditPage.Entry entry(Readable row) {
        AuditEvent event = new AuditEvent(
                Instants.get(row, "happened_at"),
                Values.word(row, "kind", AuditEvent.Kind.class),
                row.get("actor_id", Long.class),
                row.get("subject_id", Long.class),
                Values.text(row, "address"),
                DetailsCodec.read(Values.text(row, "details")));
        return new AuditPage.Entry(
                Values.number(row, "id"), event, row.get("actor", String.class), row.get("subject", String.class));
    }
}
