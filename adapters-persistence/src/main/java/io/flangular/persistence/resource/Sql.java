package io.flangular.persistence.resource;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a statement with bind markers and their values. */
final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<Bound> bound = new ArrayList<>();

    private record Bound(@Nullable Object value, Class<?> type) {}

    /** Adds text, which never comes from input. */
    Sql add(String more) {
        text.append(more);
        return this;
    }

    /** Adds a marker and binds its value, which may be null. */
    Sql bind(@Nullable Object value, Class<?> type) {
        bound.add(new Bound(bindable(value), type));
        text.append('$').append(bound.size());
        return this;
    }

    /** H2 takes no number with a negative scale, as 1e9 has: the same number is written out instead. */
    private static @Nullable Object bindable(@Nullable Object value) {
        return value instanceof BigDecimal number && number.scale() < 0 ? number.setScale(0) : value;
    }

    /** Adds a marker and binds its value. */
    Sql bind(Object value) {
        return bind(value, value.getClass());
    }

    /**
     * Adds a number as it is, for the limits of inner queries: H2 keeps the result of an inner query for the next
     * execution, and does not notice that a bound limit has become another.
     */
    Sql literal(long number) {
        text.append(number);
        return this;
    }

    /** The text so far. */
    String text() {
        return text.toString();
    }

    /** The statement, with all values bound. */
    Statement on(Connection connection) {
        return on(connection, text());
    }

    /** The statement around this text, with all values bound. */
    Statement on(Connection connection, String around) {
        Statement statement = connection.createStatement(around);
        for (int i = 0; i < bound.size(); i++) {
            Bound each = bound.get(i);
            if (each.value == null) {
                statement.bindNull(i, each.type);
            } else {
                statement.bind(i, each.value);
            }
        }
        return statement;
    }
}
