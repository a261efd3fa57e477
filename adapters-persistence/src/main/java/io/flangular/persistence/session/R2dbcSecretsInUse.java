package io.flangular.persistence.session;

import io.flangular.domain.session.SecretsInUse;
import io.flangular.persistence.database.Values;
import java.time.Instant;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The secrets that nodes use, in the table {@code secret_in_use}. */
public final class R2dbcSecretsInUse implements SecretsInUse {
    private final DatabaseClient database;

    public R2dbcSecretsInUse(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> record(String keyId, Instant instant) {
        return execute("update secret_in_use set seen_at = :at where key_id = :id", keyId, instant)
                .filter(updated -> updated == 0)
                .flatMap(missing ->
                        execute("insert into secret_in_use (key_id, seen_at) values (:id, :at)", keyId, instant))
                // Another node with the same secret was faster.
                .onErrorResume(DuplicateKeyException.class, recorded -> Mono.empty())
                .then();
    }

    private Mono<Long> execute(String sql, String keyId, Instant instant) {
        return database.sql(sql)
                .bindValues(Map.of("at", instant, "id", keyId))
                .fetch()
                .rowsUpdated();
    }

    @Override
    public Flux<String> since(Instant instant) {
        return database.sql("select key_id from secret_in_use where seen_at >= :at")
                .bind("at", instant)
                .map(row -> Values.text(row, "key_id"))
                .all();
    }
}
