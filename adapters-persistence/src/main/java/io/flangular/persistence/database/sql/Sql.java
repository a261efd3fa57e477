package io.flangular.persistence.database.sql;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Builds a statement with bind markers and their values. */
public final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<Bound> bound = new ArrayList<>();

    private record Bound(@Nullable Object value, Class<?> type) {}

    /** Starts an empty statement. */
    public Sql() {}

    /** Starts with text, which never comes from input. */
    public Sql(String text) {
        add(text);
    }

    /** Adds text, which never comes from input. */
    public Sql add(String more) {
        text.append(more);
        return this;
    }

    /** Adds a marker and binds its value, which may be null. */
    public Sql bind(@Nullable Object value, Class<?> type) {
        return add(marker(value, type));
    }

    /** Adds a marker and binds its value. */
    public Sql bind(Object value) {
        return bind(value, value.getClass());
    }

    /** Adds an expression of a marker and binds its value. */
    public Sql bind(Object value, UnaryOperator<String> expression) {
        return add(expression.apply(marker(value, value.getClass())));
    }

    /** Adds a parenthesized list of markers and binds their values, which may be null. */
    public Sql bindList(Collection<? extends @Nullable Object> values, Class<?> type) {
        String separator = "(";
        for (Object value : values) {
            add(separator).bind(value, type);
            separator = ", ";
        }
        return add(")");
    }

    private String marker(@Nullable Object value, Class<?> type) {
        // H2 takes no number with a negative scale, as 1e9 has.
        Object bindable = value instanceof BigDecimal number && number.scale() < 0 ? number.setScale(0) : value;
        bound.add(new Bound(bindable, type));
        return "$" + bound.size();
    }

    /** The text so far. */
    public String text() {
        return text.toString();
    }

    /** Runs the statement and reads its rows. */
    public <R> Flux<R> rows(Connection connection, Function<? super Readable, ? extends R> reader) {
        return rows(on(connection, text()), reader);
    }

    /** Runs a statement and reads its rows. */
    public static <R> Flux<R> rows(Statement statement, Function<? super Readable, ? extends R> reader) {
        return Flux.from(statement.execute()).concatMap(result -> result.map(reader));
    }

    /** The statement with all values bound. */
    public Statement on(Connection connection) {
        return on(connection, text());
    }

    /** Another text with the same markers, with all values bound. */
    public Statement on(Connection connection, String around) {
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
