package io.flangular.persistence.apitoken;

import io.flangular.domain.EnumNames;
import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.apitoken.ApiTokenGrant;
import io.flangular.domain.apitoken.ApiTokenHash;
import io.flangular.domain.apitoken.ApiTokenScope;
import io.flangular.domain.apitoken.ApiTokens;
import io.flangular.persistence.database.ExpiredRows;
import io.flangular.persistence.database.Values;
import io.flangular.persistence.database.connection.ReadRetry;
import io.flangular.persistence.database.connection.StatementLimit;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** API tokens in the table {@code api_token}. */
public final class R2dbcApiTokens implements ApiTokens {
    private static final String COLUMNS =
            "id, hash, account_id, name, scope, created_at, ends_at, last_used_at, revoked_at";
    private static final String SELECT = "select " + COLUMNS + " from api_token where ";
    private static final ExpiredRows EXPIRED = new ExpiredRows("api_token", "id", "ends_at");

    private final DatabaseClient database;

    public R2dbcApiTokens(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<ApiToken> add(ApiTokenGrant grant) {
        return database.sql("insert into api_token (hash, account_id, name, scope, created_at, ends_at)"
                        + " values (:hash, :account, :name, :scope, :created, :ends)")
                .bind("hash", grant.hash().value())
                .bind("account", grant.userId())
                .bind("name", grant.name())
                .bind("scope", EnumNames.of(grant.scope()))
                .bind("created", grant.createdAt())
                .bind("ends", grant.endsAt())
                .filter(statement -> statement.returnGeneratedValues("id"))
                .map(row -> new ApiToken(Values.number(row, "id"), grant, null, null))
                .one();
    }

    @Override
    public Mono<ApiToken> find(ApiTokenHash hash) {
        return StatementLimit.brief(database.sql(SELECT + "hash = :hash")
                .bind("hash", hash.value())
                .map(R2dbcApiTokens::token)
                .one());
    }

    @Override
    public Flux<ApiToken> ofUser(long userId) {
        return ReadRetry.once(database.sql(SELECT + "account_id = :account and revoked_at is null order by id")
                .bind("account", userId)
                .map(R2dbcApiTokens::token)
                .all());
    }

    @Override
    public Mono<ApiToken> revoke(long userId, long id, Instant instant) {
        return database.sql("update api_token set revoked_at = :at"
                        + " where id = :id and account_id = :account and revoked_at is null")
                .bindValues(Map.of("at", instant, "id", id, "account", userId))
                .filter(statement -> statement.returnGeneratedValues(COLUMNS.split(", ")))
                .map(R2dbcApiTokens::token)
                .one();
    }

    @Override
    public Mono<Long> revokeOfUser(long userId, Instant instant) {
        return database.sql("update api_token set revoked_at = :at where account_id = :account and revoked_at is null")
                .bindValues(Map.of("at", instant, "account", userId))
                .fetch()
                .rowsUpdated();
    }

    @Override
    public Mono<Void> noteUse(long id, Instant instant) {
        return database.sql("update api_token set last_used_at = :at where id = :id")
                .bindValues(Map.of("at", instant, "id", id))
                .then();
    }

    @Override
    public Mono<Long> deleteExpiredBefore(Instant instant, int atMost) {
        return EXPIRED.delete(database, instant, atMost);
    }

    private static ApiToken token(Readable row) {
        ApiTokenGrant grant = new ApiTokenGrant(
                new ApiTokenHash(Values.text(row, "hash")),
                Values.number(row, "account_id"),
                Values.text(row, "name"),
                Values.enumConstant(row, "scope", ApiTokenScope.class),
                Values.instant(row, "created_at"),
                Values.instant(row, "ends_at"));
        return new ApiToken(
                Values.number(row, "id"),
                grant,
                row.get("last_used_at", Instant.class),
                row.get("revoked_at", Instant.class));
    }
}
