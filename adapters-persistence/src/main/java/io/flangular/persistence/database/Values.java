package io.flangular.persistence.database;

import io.flangular.domain.EnumNames;
import io.r2dbc.spi.Readable;
import java.util.Objects;

/** Reads columns that always have a value. */
public final class Values {
    private Values() {}

    /** The text of a column. */
    public static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    /** The whole number of a column. */
    public static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    /** The whole number of the column at that place, from 0. */
    public static long number(Readable row, int place) {
        return Objects.requireNonNull(row.get(place, Long.class));
    }

    /** The value whose word stands in a column. */
    public static <E extends Enum<E>> E word(Readable row, String column, Class<E> kind) {
        return EnumNames.parse(kind, text(row, column)).orElseThrow();
    }
}
