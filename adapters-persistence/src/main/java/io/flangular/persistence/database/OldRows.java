package io.flangular.persistence.database;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Deletes the rows of a table that are older than an instant, the oldest first, a few at a time, so that no request has
 * to wait for many.
 */
public final class OldRows {
    private final String delete;

    /** Those of a table, by the column of its primary key and the one that tells how old a row is. */
    public OldRows(String table, String key, String instant) {
        delete = "delete from " + table + " where " + key + " in (select " + key + " from " + table + " where "
                + instant + " < :instant order by " + instant + " limit ";
    }

    /** Deletes at most so many of them, and tells how many. */
    public Mono<Long> delete(DatabaseClient database, Instant before, int atMost) {
        // The limit is a literal: H2 may keep the outcome of an inner query whose limit is bound.
        return database.sql(delete + atMost + ")")
                .bind("instant", Instants.parameter(before))
                .fetch()
                .rowsUpdated();
    }
}
