package io.flangular.persistence.session;

import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.Sessions;
import io.flangular.persistence.database.ExpiredRows;
import io.flangular.persistence.database.Values;
import io.flangular.persistence.database.connection.ReadRetry;
import io.flangular.persistence.database.connection.StatementLimit;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sessions in the table {@code login_session}. */
public final class R2dbcSessions implements Sessions {
    private static final String SELECT = "select id, handle, account_id, authenticated_at, ends_at, revoked_at,"
            + " last_seen_at, address, browser from login_session where ";
    private static final ExpiredRows EXPIRED = new ExpiredRows("login_session", "id", "ends_at");

    private final DatabaseClient database;

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
                .bind("authenticated", session.authenticatedAt())
                .bind("ends", session.endsAt())
                .bind("seen", session.lastSeenAt())
                .bind("address", session.address())
                .bind("browser", Parameters.in(R2dbcType.VARCHAR, session.browser()))
                .then();
    }

    @Override
    public Mono<Session> find(SessionId id) {
        return StatementLimit.brief(database.sql(SELECT + "id = :id")
                .bind("id", id.value())
                .map(R2dbcSessions::session)
                .one());
    }

    @Override
    public Flux<Session> ofUser(long userId, Instant instant) {
        return ReadRetry.once(database.sql(SELECT + "account_id = :account and revoked_at is null and ends_at > :at"
                        + " order by last_seen_at desc, authenticated_at desc")
                .bindValues(Map.of("account", userId, "at", instant))
                .map(R2dbcSessions::session)
                .all());
    }

    @Override
    public Mono<Void> noteUse(SessionId id, Instant instant) {
        return database.sql("update login_session set last_seen_at = :at where id = :id")
                .bindValues(Map.of("at", instant, "id", id.value()))
                .then();
    }

    @Override
    public Mono<Void> revoke(SessionId id, Instant instant) {
        return database.sql("update login_session set revoked_at = :at where id = :id and revoked_at is null")
                .bindValues(Map.of("at", instant, "id", id.value()))
                .then();
    }

    @Override
    public Mono<Long> revokeOfUser(long userId, @Nullable SessionId except, Instant instant) {
        return database.sql("update login_session set revoked_at = :at"
                        + " where account_id = :account and revoked_at is null and ends_at > :at and id <> :except")
                .bindValues(Map.of("at", instant, "account", userId, "except", except == null ? "" : except.value()))
                .fetch()
                .rowsUpdated();
    }

    @Override
    public Mono<Long> deleteExpiredBefore(Instant instant, int atMost) {
        return EXPIRED.delete(database, instant, atMost);
    }

    private static Session session(Readable row) {
        return new Session(
                new SessionId(Values.text(row, "id")),
                Values.text(row, "handle"),
                Values.number(row, "account_id"),
                Values.instant(row, "authenticated_at"),
                Values.instant(row, "ends_at"),
                row.get("revoked_at", Instant.class),
                Values.instant(row, "last_seen_at"),
                Values.text(row, "address"),
                row.get("browser", String.class));
    }
}
