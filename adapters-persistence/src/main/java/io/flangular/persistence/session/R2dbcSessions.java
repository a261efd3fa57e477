package io.flangular.persistence.session;

import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.Sessions;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Sessions in the table {@code login_session}. */
public final class R2dbcSessions implements Sessions {
    private final DatabaseClient database;

    /** The table must have been made by a migration. */
    public R2dbcSessions(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> add(Session session) {
        return database.sql("insert into login_session (id, account_id, authenticated_at, ends_at)"
                        + " values (:id, :account, :authenticated, :ends)")
                .bind("id", session.id().value())
                .bind("account", session.userId())
                .bind("authenticated", timestamp(session.authenticatedAt()))
                .bind("ends", timestamp(session.endsAt()))
                .then();
    }

    @Override
    public Mono<Session> find(SessionId id) {
        return database.sql("select " + LoginSessionRow.COLUMNS + " from login_session where id = :id")
                .bind("id", id.value())
                .map(LoginSessionRow::session)
                .one();
    }

    @Override
    public Mono<Void> revoke(SessionId id, Instant instant) {
        return database.sql("update login_session set revoked_at = :at where id = :id and revoked_at is null")
                .bind("at", timestamp(instant))
                .bind("id", id.value())
                .then();
    }

    @Override
    public Mono<Long> deleteEndedBefore(Instant instant, int atMost) {
        return database.sql("delete from login_session where id in"
                        + " (select id from login_session where ends_at < :instant order by ends_at limit :most)")
                .bind("instant", timestamp(instant))
                .bind("most", atMost)
                .fetch()
                .rowsUpdated();
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
