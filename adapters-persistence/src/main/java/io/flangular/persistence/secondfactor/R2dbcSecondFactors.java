package io.flangular.persistence.secondfactor;

import io.flangular.domain.secondfactor.SecondFactor;
import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.persistence.database.Values;
import io.flangular.persistence.database.connection.ReadRetry;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Second factors in the tables {@code second_factor} and {@code recovery_code}. What must succeed only once is a single
 * statement, which changes a row or none.
 */
public final class R2dbcSecondFactors implements SecondFactors {
    private final DatabaseClient database;

    public R2dbcSecondFactors(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<SecondFactor> find(long userId) {
        return ReadRetry.once(sql(
                        "select account_id, sealed, confirmed_at, last_step from second_factor where account_id ="
                                + " :user",
                        userId)
                .map(R2dbcSecondFactors::factor)
                .one());
    }

    @Override
    public Mono<Boolean> begin(long userId, String sealed) {
        Mono<Boolean> replaced = changed(sql(
                        "update second_factor set sealed = :sealed, last_step = 0"
                                + " where account_id = :user and confirmed_at is null",
                        userId)
                .bind("sealed", sealed));
        Mono<Boolean> added = changed(sql(
                        "insert into second_factor (account_id, sealed) select id, :sealed from account where id ="
                                + " :user and not exists (select 1 from second_factor where account_id = account.id)",
                        userId)
                .bind("sealed", sealed));
        return replaced.flatMap(done -> done ? Mono.just(true) : added)
                .onErrorReturn(DataIntegrityViolationException.class, false);
    }

    @Override
    public Mono<Boolean> confirm(long userId, long step, Instant instant) {
        return changed(sql(
                        "update second_factor set confirmed_at = :at, last_step = :step"
                                + " where account_id = :user and confirmed_at is null",
                        userId)
                .bindValues(Map.of("at", instant, "step", step)));
    }

    @Override
    public Mono<Boolean> useStep(long userId, long step) {
        return changed(sql(
                        "update second_factor set last_step = :step"
                                + " where account_id = :user and confirmed_at is not null and last_step < :step",
                        userId)
                .bind("step", step));
    }

    @Override
    public Mono<Void> reseal(long userId, String sealed) {
        return sql("update second_factor set sealed = :sealed where account_id = :user", userId)
                .bind("sealed", sealed)
                .then();
    }

    @Override
    public Mono<Boolean> remove(long userId) {
        return changed(sql("delete from second_factor where account_id = :user", userId));
    }

    @Override
    public Mono<Void> replaceRecoveryCodes(long userId, Collection<String> hashes) {
        return sql("delete from recovery_code where account_id = :user", userId)
                .then()
                .thenMany(Flux.fromIterable(hashes))
                .concatMap(hash -> sql(
                                "insert into recovery_code (account_id, hash)"
                                        + " select account_id, :hash from second_factor where account_id = :user",
                                userId)
                        .bind("hash", hash)
                        .then())
                .then();
    }

    @Override
    public Mono<Boolean> useRecoveryCode(long userId, String hash) {
        return changed(sql("delete from recovery_code where account_id = :user and hash = :hash", userId)
                .bind("hash", hash));
    }

    @Override
    public Mono<Long> recoveryCodesLeft(long userId) {
        return sql("select count(*) from recovery_code where account_id = :user", userId)
                .map(row -> Values.number(row, 0))
                .one();
    }

    private GenericExecuteSpec sql(String sql, long userId) {
        return database.sql(sql).bind("user", userId);
    }

    private static Mono<Boolean> changed(GenericExecuteSpec change) {
        return change.fetch().rowsUpdated().map(rows -> rows > 0);
    }

    private static SecondFactor factor(Readable row) {
        return new SecondFactor(
                Values.number(row, "account_id"),
                Values.text(row, "sealed"),
                row.get("confirmed_at", Instant.class),
                Values.number(row, "last_step"));
    }
}
