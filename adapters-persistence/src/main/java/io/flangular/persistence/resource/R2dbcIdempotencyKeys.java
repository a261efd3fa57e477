package io.flangular.persistence.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.idempotency.IdempotencyKey;
import io.flangular.domain.resource.idempotency.IdempotencyKeys;
import io.flangular.persistence.database.ExpiredRows;
import io.flangular.persistence.database.Values;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Used keys in the table {@code idempotency_key}, whose unique constraint accepts the first use. */
public final class R2dbcIdempotencyKeys implements IdempotencyKeys {
    private static final ExpiredRows EXPIRED = new ExpiredRows("idempotency_key", "id", "used_at");

    private final DatabaseClient database;

    public R2dbcIdempotencyKeys(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Use> find(long userId, String resource, String name) {
        return database.sql("select user_id, resource, name, fingerprint, row_id, used_at from idempotency_key"
                        + " where user_id = :user and resource = :resource and name = :name")
                .bindValues(Map.of("user", userId, "resource", resource, "name", name))
                .map(R2dbcIdempotencyKeys::use)
                .one();
    }

    @Override
    public Mono<Void> add(Use use) {
        return database.sql("insert into idempotency_key (user_id, resource, name, fingerprint, row_id, used_at)"
                        + " values (:user, :resource, :name, :fingerprint, :row, :at)")
                .bind("user", use.userId())
                .bind("resource", use.resource())
                .bind("name", use.key().name())
                .bind("fingerprint", use.key().fingerprint())
                .bind("row", use.rowId())
                .bind("at", use.at())
                .then()
                .onErrorMap(
                        DuplicateKeyException.class,
                        used -> new DomainException.Conflict("The key has been used already.", null));
    }

    @Override
    public Mono<Long> deleteUsedBefore(Instant instant, int atMost) {
        return EXPIRED.delete(database, instant, atMost);
    }

    private static Use use(Readable row) {
        return new Use(
                Values.number(row, "user_id"),
                Values.text(row, "resource"),
                new IdempotencyKey(Values.text(row, "name"), Values.text(row, "fingerprint")),
                Values.number(row, "row_id"),
                Values.instant(row, "used_at"));
    }
}
