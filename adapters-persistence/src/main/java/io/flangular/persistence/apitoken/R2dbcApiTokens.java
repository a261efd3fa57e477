package io.flangular.persistence.apitoken;

import io.flangular.domain.EnumNames;
import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.apitoken.ApiTokenGrant;
import io.flangular.domain.apitoken.ApiTokenHash;
import io.flangular.domain.apitoken.ApiTokens;
import io.flangular.persistence.database.ExpiredRows;
import io.flangular.persistence.database.Instants;
import io.flangular.persistence.database.Values;
import io.flangular.persistence.database.connection.ReadRetry;
import io.flangular.persistence.database.connection.StatementLimit;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tokens in the table {@code api_token}. */
public final class R2dbcApiTokens implements ApiTokens {
    private static final String SELECT = "select " + ApiTokenRow.COLUMNS + " from api_token where ";

    private static final ExpiredRows ENDED = new ExpiredRows("api_token", "id", "ends_at");

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
                .bind("created", Instants.parameter(grant.createdAt()))
                .bind("ends", Instants.parameter(grant.endsAt()))
                .filter(statement -> statement.returnGeneratedValues("id"))
                .map(row -> new ApiToken(Values.number(row, "id"), grant, null, null))
                .one();
    }

    @Override
    public Mono<ApiToken> find(ApiTokenHash hash) {
        return StatementLimit.brief(database.sql(SELECT + "hash = :hash")
                .bind("hash", hash.value())
                .map(ApiTokenRow::token)
                .one());
    }

    @Override
    public Flux<ApiToken> ofUser(long userId) {
        return ReadRetry.once(database.sql(SELECT + "account_id = :account and revoked_at is null order by id")
                .bind("account", userId)
                .map(ApiTokenRow::token)
                .all());
    }

    @Override
    public Mono<ApiToken> revoke(long userId, long id, Instant instant) {
        return database.sql("update api_token set revoked_at = :at"
                        + " where id = :id and account_id = :account and revoked_at is null")
                .bind("at", Instants.parameter(instant))
                .bind("id", id)
                .bind("account", userId)
                .filter(statement -> statement.returnGeneratedValues(ApiTokenRow.COLUMNS.split(", ")))
                .map(ApiTokenRow::token)
                .one();
    }

    @Override
    public Mono<Long> revokeOfUser(long userId, Instant instant) {
        return database.sql("update api_token set revoked_at = :at where account_id = :account and revoked_at is null")
                .bind("at", Instants.parameter(instant))
                .bind("account", userId)
                .fetch()
                .rowsUpdated();
    }

    @Override
    public Mono<Void> noteUse(long id, Instant instant) {
        return database.sql("update api_token set last_used_at = :at where id = :id")
                .bind("at", Instants.parameter(instant))
                .bind("id", id)
                .then();
    }

    @Override
    public Mono<Long> deleteEndedBefore(Instant instant, int atMost) {
        return ENDED.delete(database, instant, atMost);
    }
}
