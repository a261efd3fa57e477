package io.flangular.persistence.database;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Deletes expired rows of a table, oldest first, a few at a time, so that no request waits for a large deletion.
 */
public final class ExpiredRows {
    private final String delete;

    /**
     * Creates the statement for a table.
     *
     * @param key the column of the primary key
     * @param instant the column that is compared with the instant of expiry
     */
    public ExpiredRows(String table, String key, String instant) {
        delete = "delete from " + table + " where " + key + " in (select " + key + " from " + table + " where "
                + instant + " < :instant order by " + instant + " limit ";
    }

    /** Deletes at most this many rows and returns how many. */
    public Mono<Long> delete(DatabaseClient database, Instant before, int atMost) {
        // The limit is a literal: H2 may cache the result of an inner query whose limit is bound.
        return database.sql(delete + atMost + ")")
                .bind("instant", before)
                .fetch()
                .rowsUpdated();
    }
}
