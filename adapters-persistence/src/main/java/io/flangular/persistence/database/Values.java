package io.flangular.persistence.database;

import io.flangular.domain.EnumNames;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;

/** Reads columns that are not null. */
public final class Values {
    private Values() {}

    /** The string of a column. */
    public static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    /** The integer of a column. */
    public static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    /** The integer of the column at an index, from 0. */
    public static long number(Readable row, int index) {
        return Objects.requireNonNull(row.get(index, Long.class));
    }

    /** The instant of a column. */
    public static Instant instant(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Instant.class));
    }

    /** The constant whose {@linkplain EnumNames name} a column has. */
    public static <E extends Enum<E>> E enumConstant(Readable row, String column, Class<E> type) {
        return EnumNames.parse(type, text(row, column)).orElseThrow();
    }
}
