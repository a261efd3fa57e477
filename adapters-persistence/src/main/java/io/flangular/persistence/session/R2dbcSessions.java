package io.flangular.persistence.session;

import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.Sessions;
import io.flangular.persistence.database.ExpiredRows;
import io.flangular.persistence.database.Instants;
import io.flangular.persistence.database.connection.ReadRetry;
import io.flangular.persistence.database.connection.StatementLimit;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sessions in the table {@code login_session}. */
public final class R2dbcSessions implements Sessions {
    private static final String SELECT = "select " + LoginSessionRow.COLUMNS + " from login_session where ";
    private static final ExpiredRows ENDED = new ExpiredRows("login_session", "id", "ends_at");

    private final DatabaseClient database;

    /** The tables must have been created by a migration. */
    public R2dbcSessions(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> add(Session session) {
        return database.sql("insert into login_session"
                        + " (id, handle, account_id, authenticated_at, ends_at, last_seen_at, address, browser)"
                        + " values (:id, :handle, :account, :authenticated, :ends, :seen, :address, :browser)")
                .bind("id", session.id().value())
                .bind("handle", session.handle())
                .bind("account", session.userId())
                .bind("authenticated", Instants.parameter(session.authenticatedAt()))
                .bind("ends", Instants.parameter(session.endsAt()))
                .bind("seen", Instants.parameter(session.lastSeenAt()))
                .bind("address", session.address())
                .bind("browser", Parameters.in(R2dbcType.VARCHAR, session.browser()))
                .then();
    }

    @Override
    public Mono<Session> find(SessionId id) {
        return StatementLimit.brief(database.sql(SELECT + "id = :id")
                .bind("id", id.value())
                .map(LoginSessionRow::session)
                .one());
    }

    @Override
    public Flux<Session> ofUser(long userId, Instant instant) {
        return ReadRetry.once(database.sql(SELECT + "account_id = :account and revoked_at is null and ends_at > :at"
                        + " order by last_seen_at desc, authenticated_at desc")
                .bind("account", userId)
                .bind("at", Instants.parameter(instant))
                .map(LoginSessionRow::session)
                .all());
    }

    @Override
    public Mono<Void> noteUse(SessionId id, Instant instant) {
        return database.sql("update login_session set last_seen_at = :at where id = :id")
                .bind("at", Instants.parameter(instant))
                .bind("id", id.value())
                .then();
    }

    @Override
    public Mono<Void> revoke(SessionId id, Instant instant) {
        return database.sql("update login_session set revoked_at = :at where id = :id and revoked_at is null")
                .bind("at", Instants.parameter(instant))
                .bind("id", id.value())
                .then();
    }

    @Override
    public Mono<Long> revokeOfUser(long userId, @Nullable SessionId except, Instant instant) {
        return database.sql("update login_session set revoked_at = :at"
                        + " where account_id = :account and revoked_at is null and ends_at > :at and id <> :except")
                .bind("at", Instants.parameter(instant))
                .bind("account", userId)
                .bind("except", except == null ? "" : except.value())
                .fetch()
                .rowsUpdated();
    }

    @Override
    public Mono<Long> deleteEndedBefore(Instant instant, int atMost) {
        return ENDED.delete(database, instant, atMost);
    }
}
