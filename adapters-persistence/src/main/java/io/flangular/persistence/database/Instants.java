package io.flangular.persistence.database;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Instants as the databases write and read them. */
public final class Instants {
    private Instants() {}

    /** An instant as a parameter. */
    public static OffsetDateTime parameter(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** The instant of a column; null where there is none. */
    public static @Nullable Instant find(Readable row, String column) {
        OffsetDateTime timestamp = row.get(column, OffsetDateTime.class);
        return timestamp == null ? null : timestamp.toInstant();
    }

    /** The instant of a column that always has one. */
    public static Instant get(Readable row, String column) {
        return Objects.requireNonNull(find(row, column));
    }
}
