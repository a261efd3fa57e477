package io.flangular.persistence.resource;

import io.flangular.domain.resource.Aggregate;
import io.flangular.domain.resource.Draft;
import io.flangular.domain.resource.Field;
import io.flangular.domain.resource.FieldType;
import io.flangular.domain.resource.Page;
import io.flangular.domain.resource.PageRequest;
import io.flangular.domain.resource.Query;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.Schema;
import io.flangular.domain.resource.Stored;
import io.flangular.domain.resource.Versions;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.database.Dialect;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the rows of a collection in the table of its name, a column for each field in snake case, beside {@code id} and
 * {@code version}. All names come from the declaration, all values are bound. Statements are sent through the R2DBC SPI
 * on the client's transaction-bound connections: the client's own way of building them takes three times as long.
 */
public final class R2dbcRepository<T extends Record> implements Repository<T> {
    private static final int FETCHED = 128;
    private static final Duration LONGEST_STREAM = Duration.ofHours(1);

    private final Schema<T> schema;
    private final DatabaseClient database;
    private final Dialect dialect;
    private final Columns columns;
    private final QuerySql queries;
    private final String select;
    private final String count;

    /** A repository for the declared collection, whose table a migration has made. */
    public R2dbcRepository(Resource<T> resource, DatabaseClient database, Dialect dialect) {
        this.schema = resource.schema();
        this.database = database;
        this.dialect = dialect;
        columns = new Columns(resource);
        queries = new QuerySql(columns, dialect);
        select = "select " + columns.all() + " from " + columns.table();
        count = "select count(*) from " + columns.table();
    }

    @Override
    public Mono<Page<T>> page(Query query, PageRequest request) {
        long wanted = query.limit() == 0
                ? request.size()
                : Math.min(request.size(), Math.max(0, query.limit() - request.offset()));
        return database.inConnection(connection -> rows(connection, query, request, wanted)
                .flatMap(rows ->
                        total(connection, query, request, wanted, rows.size()).map(total -> new Page<>(rows, total))));
    }

    private Mono<List<Stored<T>>> rows(Connection connection, Query query, PageRequest request, long wanted) {
        if (wanted == 0) {
            return Mono.just(List.of());
        }
        Sql sql = new Sql().add(select);
        queries.where(sql, query);
        queries.orderBy(sql, query);
        long skipped = query.offset() + request.offset();
        sql.add(" limit ").bind(wanted).add(" offset ").bind(skipped < 0 ? Long.MAX_VALUE : skipped);
        return stored(sql.on(connection)).collectList();
    }

    /** A page that is not full is the last one, and tells the total without another statement. */
    private Mono<Long> total(Connection connection, Query query, PageRequest request, long wanted, int found) {
        if (!request.counted()) {
            return Mono.just(Page.NOT_COUNTED);
        }
        if (found < wanted && (found > 0 || request.number() == 1)) {
            return Mono.just(request.offset() + found);
        }
        Sql sql = new Sql().add(count);
        queries.where(sql, query);
        return Flux.from(sql.on(connection).execute())
                .flatMap(result -> result.map((row, metadata) -> number(row, 0)))
                .single()
                .map(query::cut);
    }

    @Override
    public Flux<Stored<T>> stream(Query query) {
        Sql sql = new Sql().add(select);
        queries.whereCut(sql, query);
        queries.orderBy(sql, query);
        // The driver fetches as many rows at a time as are asked for at a time.
        return database.inConnectionMany(connection -> unhurried(connection, Flux.defer(() -> Flux.from(
                                sql.on(connection).fetchSize(FETCHED).execute())
                        .concatMap(result -> result.map((row, metadata) -> stored(row))))))
                .limitRate(FETCHED);
    }

    /** The statement lasts as long as somebody reads, so that the time a statement may take says nothing about it. */
    private static <R> Flux<R> unhurried(Connection connection, Flux<R> work) {
        return Flux.usingWhen(
                Mono.from(connection.setStatementTimeout(LONGEST_STREAM)).thenReturn(connection),
                slow -> work,
                slow -> slow.setStatementTimeout(Database.STATEMENT_TIMEOUT));
    }

    @Override
    public Mono<Stored<T>> find(long id) {
        return one(new Sql().add(select).add(" where id = ").bind(id));
    }

    @Override
    public Mono<Stored<T>> insert(T value) {
        Sql sql = new Sql()
                .add("insert into ")
                .add(columns.table())
                .add(" (")
                .add(String.join(", ", columns.ofFields()))
                .add(") values (");
        String separator = "";
        for (Field field : schema.fields()) {
            sql.add(separator).bind(field.of(value), field.type().carrier());
            separator = ", ";
        }
        return changed(sql.add(")"));
    }

    @Override
    public Mono<Stored<T>> update(long id, Versions accepted, Draft<T> change) {
        Sql sql = update(change);
        where(sql, id, accepted);
        return changed(sql);
    }

    @Override
    public Mono<Stored<T>> delete(long id, Versions accepted) {
        Sql sql = new Sql().add("delete from ").add(columns.table());
        where(sql, id, accepted);
        return changed(sql);
    }

    @Override
    public Mono<Long> updateAll(Query query, Draft<T> change) {
        Sql sql = update(change);
        queries.whereCut(sql, query);
        // Every outcome is made a record, so that a record may refuse it.
        return database.inConnection(
                connection -> stored(sql.on(connection, dialect.returning(sql.text(), columns.all())))
                        .count());
    }

    @Override
    public Mono<Long> deleteAll(Query query) {
        Sql sql = new Sql().add("delete from ").add(columns.table());
        queries.whereCut(sql, query);
        return database.inConnection(connection -> Flux.from(sql.on(connection).execute())
                .flatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum));
    }

    @Override
    public Mono<List<Optional<Object>>> evaluate(List<Aggregate> functions) {
        String expressions = functions.stream().map(queries::expression).collect(Collectors.joining(", "));
        Sql sql = new Sql().add("select ").add(expressions).add(" from ").add(columns.table());
        return database.inConnection(connection -> Flux.from(sql.on(connection).execute())
                .flatMap(result -> result.map((row, metadata) -> outcomes(functions, row)))
                .single());
    }

    private List<Optional<Object>> outcomes(List<Aggregate> functions, Row row) {
        List<Optional<Object>> outcomes = new ArrayList<>();
        for (int i = 0; i < functions.size(); i++) {
            outcomes.add(Optional.ofNullable(outcome(functions.get(i), row.get(i))));
        }
        return outcomes;
    }

    private @Nullable Object outcome(Aggregate aggregate, @Nullable Object read) {
        FieldType type = columns.typeOf(aggregate.field());
        return switch (aggregate.function()) {
            case COUNT -> carried(FieldType.INTEGER, read);
            case AVG -> read instanceof Number number ? number.doubleValue() : null;
            case SUM ->
                read instanceof BigDecimal sum && type == FieldType.INTEGER ? narrowed(sum) : carried(type, read);
            case MIN, MAX -> carried(type, read);
        };
    }

    /** A sum of whole numbers as a Long, unless it has outgrown it. */
    private static Number narrowed(BigDecimal sum) {
        try {
            return sum.longValueExact();
        } catch (ArithmeticException tooLarge) {
            return sum;
        }
    }

    private Sql update(Draft<T> change) {
        Sql sql = new Sql().add("update ").add(columns.table()).add(" set version = version + 1");
        change.given().forEach((field, value) -> sql.add(", ")
                .add(columns.of(field))
                .add(" = ")
                .bind(value, columns.typeOf(field).carrier()));
        return sql;
    }

    /** The condition that finds the row in an accepted version. */
    private static void where(Sql sql, long id, Versions accepted) {
        sql.add(" where id = ").bind(id);
        if (accepted instanceof Versions.OneOf some) {
            if (some.accepted().isEmpty()) {
                sql.add(" and false");
                return;
            }
            String before = " and version in (";
            for (Long version : some.accepted()) {
                sql.add(before).bind(version);
                before = ", ";
            }
            sql.add(")");
        }
    }

    private Mono<Stored<T>> one(Sql sql) {
        return database.inConnection(connection -> stored(sql.on(connection)).singleOrEmpty());
    }

    private Mono<Stored<T>> changed(Sql sql) {
        String text = dialect.returning(sql.text(), columns.all());
        return database.inConnection(
                connection -> stored(sql.on(connection, text)).singleOrEmpty());
    }

    private Flux<Stored<T>> stored(Statement statement) {
        return Flux.from(statement.execute()).flatMap(result -> result.map((row, metadata) -> stored(row)));
    }

    private Stored<T> stored(Row row) {
        @Nullable Object[] values = new @Nullable Object[schema.fields().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = carried(schema.fields().get(i).type(), row.get(i + 2));
        }
        return new Stored<>(number(row, 0), number(row, 1), schema.make(values));
    }

    private static long number(Row row, int index) {
        return Objects.requireNonNull(row.get(index, Long.class));
    }

    /** From the driver's type, which depends on the column's width, to the field's one. */
    private static @Nullable Object carried(FieldType type, @Nullable Object read) {
        if (read instanceof Number number && type == FieldType.INTEGER) {
            return number.longValue();
        }
        if (read instanceof Number number && type == FieldType.DECIMAL && !(read instanceof BigDecimal)) {
            return new BigDecimal(number.toString());
        }
        return read;
    }
}
