package io.flangular.persistence.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.MemoryBudget;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.history.RowChange;
import io.flangular.domain.resource.query.Aggregate;
import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.resource.query.PageStart;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Draft;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.RowValues;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.domain.resource.schema.Versions;
import io.flangular.persistence.database.Contention;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.database.Dialect;
import io.flangular.persistence.database.Values;
import io.flangular.persistence.database.connection.ReadRetry;
import io.flangular.persistence.database.h2.SnapshotIsolation;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the rows of a collection in the table of its name, a column for each field in snake case, beside {@code id} and
 * {@code version}. All names come from the declaration, all values are bound. Statements are sent through the R2DBC SPI
 * on the client's transaction-bound connections: the client's own way of building them takes three times as long.
 */
public final class R2dbcRepository<T extends Record> implements Repository<T> {
    /** Few rows, whose strings may be long. */
    private static final int FETCHED = 32;

    private static final long CHARACTERS_AT_ONCE = 2_000_000;

    private static final long BYTES_AT_ONCE = 4_000_000;
    private static final Duration MAX_STREAM = Duration.ofHours(1);

    private final Schema<T> schema;
    private final DatabaseClient database;
    private final Dialect dialect;
    private final MemoryBudget memory;
    private final Columns columns;
    private final QuerySql queries;
    private final PageSql pages;
    private final String select;
    private final String count;
    private final String keptCount;

    /**
     * A repository for the declared collection, whose table a migration has made, and {@link ResourceIndexes} the rest.
     */
    public R2dbcRepository(Resource<T> resource, DatabaseClient database, Dialect dialect) {
        this(resource, database, dialect, MemoryBudget.UNLIMITED);
    }

    /** The same, with a budget for pages of long strings. */
    public R2dbcRepository(Resource<T> resource, DatabaseClient database, Dialect dialect, MemoryBudget memory) {
        this.schema = resource.schema();
        this.database = database;
        this.dialect = dialect;
        this.memory = memory;
        columns = new Columns(resource);
        queries = new QuerySql(columns, dialect);
        pages = new PageSql(columns, queries, dialect);
        select = "select " + columns.all() + " from " + columns.table();
        count = "select count(*) from " + columns.table();
        keptCount = "select cast(coalesce(sum(rows), 0) as bigint) from " + columns.countTable();
    }

    @Override
    public Mono<Page<T>> page(Query query, PageRequest request) {
        if (query.isLimited() && request.start() != PageStart.NUMBER) {
            throw new IllegalArgumentException("a query that is cut has numbered pages only");
        }
        return read(connection -> rows(connection, query, request)
                        .flatMap(found -> total(connection, query, request, found.size())
                                .map(total -> outline(request, found, total))))
                .flatMap(outline -> completed(outline)
                        .filter(page -> !page.rows().isEmpty() || outline.rows.isEmpty())
                        // All of its rows were deleted in the meantime.
                        .switchIfEmpty(Mono.defer(() -> page(query, request))));
    }

    /** A row, whose long strings are missing, and how long its strings are together. */
    private record Sized<T extends Record>(Stored<T> row, long size) {}

    /** A page whose long strings are missing. */
    private record Outline<T extends Record>(List<Sized<T>> rows, long total, boolean more, boolean shortened) {}

    /** The rows in the order of reading, one more than the page has, if there is one. */
    private Mono<List<Sized<T>>> rows(Connection connection, Query query, PageRequest request) {
        boolean numbered = request.start() == PageStart.NUMBER;
        long offset = numbered ? request.offset() : 0;
        long wanted = request.size() + 1L;
        if (query.limit() > 0) {
            wanted = Math.min(wanted, query.limit() - offset);
        }
        if (wanted <= 0) {
            return Mono.just(List.of());
        }
        long skipped = query.offset() + offset;
        Sql sql = new Sql();
        pages.rows(sql, query, request.start(), wanted, skipped < 0 ? Long.MAX_VALUE : skipped);
        return sized(connection, sql);
    }

    private Mono<List<Sized<T>>> sized(Connection connection, Sql sql) {
        int size = schema.fields().size() + 2;
        return Flux.from(sql.on(connection).execute())
                .flatMap(result -> result.map((row, metadata) -> new Sized<>(stored(row), Values.number(row, size))))
                .collectList();
    }

    private Outline<T> outline(PageRequest request, List<Sized<T>> found, long total) {
        boolean fromTheEnd = request.start() instanceof PageStart.End;
        int size = fromTheEnd && request.counted() ? request.onLastPage(total) : request.size();
        List<Sized<T>> wanted = found.subList(0, Math.min(found.size(), size));
        List<Sized<T>> rows = wanted.subList(0, Page.fitting(wanted, Sized::size));
        return new Outline<>(
                fromTheEnd || request.start() instanceof PageStart.Before ? rows.reversed() : rows,
                total,
                found.size() > rows.size(),
                rows.size() < wanted.size());
    }

    /** The page with the strings that its outline lacks. */
    private Mono<Page<T>> completed(Outline<T> outline) {
        return completed(
                        outline.rows,
                        lacking -> memory.require(outline.rows.stream()
                                                .mapToLong(Sized::size)
                                                .sum()
                                        * Page.BYTES_OF_A_CHARACTER)
                                .then(Mono.defer(() -> many(within(new Sql().add(select), lacking)))))
                .map(rows -> new Page<>(rows, outline.total, outline.more, outline.shortened));
    }

    /** The rows with the strings that they lack, without those that are gone. */
    private Mono<List<Stored<T>>> completed(List<Sized<T>> rows, Function<List<Long>, Mono<List<Stored<T>>>> read) {
        List<Long> lacking = rows.stream()
                .filter(sized -> sized.size > PageSql.LONG)
                .map(sized -> sized.row.id())
                .toList();
        return (lacking.isEmpty() ? Mono.just(List.<Stored<T>>of()) : read.apply(lacking)).map(found -> {
            Map<Long, Stored<T>> whole = found.stream().collect(Collectors.toMap(Stored::id, Function.identity()));
            return rows.stream()
                    .map(sized -> sized.size > PageSql.LONG ? whole.get(sized.row.id()) : sized.row)
                    .filter(Objects::nonNull)
                    .toList();
        });
    }

    /** When no row follows a numbered page, the total is known without another statement. */
    private Mono<Long> total(Connection connection, Query query, PageRequest request, int found) {
        if (!request.counted()) {
            return Mono.just(Page.NOT_COUNTED);
        }
        if (request.start() == PageStart.NUMBER && found <= request.size() && (found > 0 || request.number() == 1)) {
            return Mono.just(request.offset() + found);
        }
        Sql sql = new Sql();
        if (dialect.keepsCounts() && queries.isEverything(query)) {
            sql.add(keptCount);
        } else {
            sql.add(count);
            queries.where(sql, query);
        }
        return Flux.from(sql.on(connection).execute())
                .flatMap(result -> result.map((row, metadata) -> Values.number(row, 0)))
                .single()
                .map(query::countAfterLimit);
    }

    /** {@inheritDoc} All of them as they were when the first one was asked for. */
    @Override
    public Flux<Stored<T>> stream(Query query) {
        if (!dialect.hasCursors()) {
            return readMany(connection -> unhurried(
                    connection,
                    SnapshotIsolation.during(connection, Flux.defer(() -> streamInParts(connection, query)))));
        }
        Sql sql = new Sql().add(select);
        queries.whereCut(sql, query);
        queries.orderBy(sql, query);
        // The driver fetches as many rows at a time as are asked for at a time.
        return readMany(connection -> unhurried(
                        connection,
                        Flux.defer(() -> Flux.from(
                                        sql.on(connection).fetchSize(FETCHED).execute())
                                .concatMap(result -> result.map((row, metadata) -> stored(row))))))
                .limitRate(FETCHED);
    }

    /**
     * H2 holds the whole result of a statement in memory. So only the ids are read by one, and then the rows, some at a
     * time, which the next ones wait for.
     */
    private Flux<Stored<T>> streamInParts(Connection connection, Query query) {
        Sql sql = new Sql().add("select id from ").add(columns.table());
        queries.whereCut(sql, query);
        queries.orderBy(sql, query);
        return Flux.from(sql.on(connection).execute())
                .concatMap(result -> result.map((row, metadata) -> Values.number(row, 0)))
                .collect(LongStream::builder, LongStream.Builder::add)
                .flatMapMany(ids -> Flux.fromStream(ids.build().boxed()))
                .buffer(Batches.MAX_SIZE)
                .concatMapIterable(Batches::of, 1)
                .concatMap(ids -> outlined(connection, ids), 0)
                .concatMapIterable(rows -> Batches.of(rows, Sized::size, CHARACTERS_AT_ONCE), 1)
                .concatMap(
                        rows -> completed(
                                rows,
                                lacking -> stored(within(new Sql().add(select), lacking)
                                                .on(connection))
                                        .collectList()),
                        0)
                .concatMapIterable(rows -> rows, 1);
    }

    /** These rows in this order, without their long strings. */
    private Mono<List<Sized<T>>> outlined(Connection connection, List<Long> ids) {
        return sized(connection, within(pages.outline(), ids)).map(rows -> {
            Map<Long, Sized<T>> found =
                    rows.stream().collect(Collectors.toMap(sized -> sized.row.id(), Function.identity()));
            return ids.stream().map(found::get).filter(Objects::nonNull).toList();
        });
    }

    /** The statement lasts as long as somebody reads, so that the time a statement may take says nothing about it. */
    private static <R> Flux<R> unhurried(Connection connection, Flux<R> work) {
        return Flux.usingWhen(
                Mono.from(connection.setStatementTimeout(MAX_STREAM)).thenReturn(connection),
                slow -> work,
                slow -> slow.setStatementTimeout(Database.STATEMENT_TIMEOUT));
    }

    @Override
    public Mono<Stored<T>> find(long id) {
        return one(new Sql().add(select).add(" where id = ").bind(id));
    }

    @Override
    public Mono<Stored<T>> lock(long id) {
        return one(new Sql().add(select).add(" where id = ").bind(id).add(" for update"));
    }

    @Override
    public Mono<Stored<T>> insert(T value) {
        Sql sql =
                new Sql().add("insert into ").add(columns.table()).add(" (").add(String.join(", ", columns.ofFields()));
        return changed(values(sql.add(") values ("), "", RowValues.of(schema, value)))
                .onErrorMap(SqlErrors::translate);
    }

    @Override
    public Mono<Stored<T>> reinsert(Stored<T> row) {
        Sql sql = new Sql()
                .add("insert into ")
                .add(columns.table())
                .add(" (")
                .add(columns.all())
                .add(") values (");
        sql.bind(row.id()).add(", ").bind(row.version());
        return changed(values(sql, ", ", row.values()))
                .onErrorMap(
                        DuplicateKeyException.class,
                        taken -> new DomainException.Conflict("There is a row with that id.", null))
                .onErrorMap(SqlErrors::translate);
    }

    private Sql values(Sql sql, String before, RowValues<T> values) {
        String separator = before;
        for (Field field : schema.fields()) {
            sql.add(separator).bind(values.get(field), field.type().carrier());
            separator = ", ";
        }
        return sql.add(")");
    }

    @Override
    public Mono<Stored<T>> update(Stored<T> before, T after) {
        Sql sql = update(before.values().differences(after));
        where(sql, before.id(), Versions.oneOf(Set.of(before.version())));
        return changed(sql).onErrorMap(SqlErrors::translate);
    }

    @Override
    public Mono<Stored<T>> delete(long id, Versions accepted) {
        Sql sql = new Sql().add("delete from ").add(columns.table());
        where(sql, id, accepted);
        return changed(sql).onErrorMap(SqlErrors::translate);
    }

    @Override
    public Mono<Long> updateAll(Query query, Draft<T> change, Function<List<RowChange<T>>, Mono<Void>> each) {
        return inBatches(
                query,
                batch -> many(within(new Sql().add(select), batch).add(" order by id"))
                        .flatMap(before -> replaced(before, change)
                                .filter(replaced -> !replaced.isEmpty())
                                .flatMap(each)
                                .thenReturn((long) before.size())));
    }

    /** Rows that become different in the same way are changed by the same statement, usually all of them. */
    private Mono<List<RowChange<T>>> replaced(List<Stored<T>> before, Draft<T> change) {
        Map<Map<String, @Nullable Object>, List<Long>> differing = new LinkedHashMap<>();
        for (Stored<T> row : before) {
            changed(row, change)
                    .map(row.values()::differences)
                    .ifPresent(differences -> differing
                            .computeIfAbsent(differences, none -> new ArrayList<>())
                            .add(row.id()));
        }
        List<Sql> statements = new ArrayList<>();
        for (Map.Entry<Map<String, @Nullable Object>, List<Long>> same : differing.entrySet()) {
            for (List<Long> batch : Batches.of(same.getValue())) {
                statements.add(within(update(same.getKey()), batch));
            }
        }
        return Flux.fromIterable(statements)
                .concatMap(this::changedMany)
                .flatMapIterable(changed -> changed)
                .collectMap(Stored::id)
                .map(after -> before.stream()
                        .filter(row -> after.containsKey(row.id()))
                        .map(row -> new RowChange<>(row, Objects.requireNonNull(after.get(row.id()))))
                        .toList());
    }

    private Optional<T> changed(Stored<T> row, Draft<T> change) {
        try {
            return change.changeOf(row.values());
        } catch (DomainException.Invalid refusal) {
            throw new DomainException.Invalid(
                    "The row with the id " + row.id() + " cannot be changed like that: " + refusal.getMessage(),
                    refusal.violations());
        }
    }

    @Override
    public Mono<Long> deleteAll(Query query, Function<List<Stored<T>>, Mono<Void>> each) {
        return inBatches(
                query,
                batch -> changedMany(within(new Sql().add("delete from ").add(columns.table()), batch))
                        .flatMap(deleted -> each.apply(deleted).thenReturn((long) deleted.size())));
    }

    /**
     * Locks the rows that the query means, in the order of their ids so that no two lock each other out, then does the
     * work for some of them at a time. Only the ids are held in memory, and the rows of one batch.
     */
    private Mono<Long> inBatches(Query query, Function<List<Long>, Mono<Long>> work) {
        Sql sql = new Sql()
                .add("select id, ")
                .add(columns.bytesOfTexts())
                .add(" from ")
                .add(columns.table());
        queries.whereCut(sql, query);
        sql.add(" order by id for update");
        return inConnection(connection -> Flux.from(sql.on(connection).execute())
                        .flatMap(result -> result.map(
                                (row, metadata) -> new SelectedRow(Values.number(row, 0), Values.number(row, 1))))
                        .collectList())
                .flatMap(meant -> Flux.fromIterable(Batches.of(meant, SelectedRow::bytes, BYTES_AT_ONCE))
                        .concatMap(batch ->
                                work.apply(batch.stream().map(SelectedRow::id).toList()))
                        .reduce(0L, Long::sum));
    }

    /** The id of a row to change, and its size. */
    private record SelectedRow(long id, long bytes) {}

    /** Adds the condition for rows of these ids; the databases read neighbours faster than as many single rows. */
    private static Sql within(Sql sql, List<Long> ids) {
        long first = Collections.min(ids);
        long last = Collections.max(ids);
        if (last - first == ids.size() - 1) {
            return sql.add(" where id between ").bind(first).add(" and ").bind(last);
        }
        String before = " where id in (";
        for (Long id : ids) {
            sql.add(before).bind(id);
            before = ", ";
        }
        return sql.add(")");
    }

    private Mono<List<Stored<T>>> many(Sql sql) {
        return read(connection -> stored(sql.on(connection)).collectList());
    }

    private Mono<List<Stored<T>>> changedMany(Sql sql) {
        String text = dialect.returning(sql.text(), columns.all());
        return inConnection(connection -> stored(sql.on(connection, text)).collectList())
                .onErrorMap(SqlErrors::translate);
    }

    @Override
    public Mono<List<Optional<Object>>> evaluate(List<Aggregate> functions) {
        String expressions = functions.stream().map(queries::expression).collect(Collectors.joining(", "));
        Sql sql = new Sql().add("select ").add(expressions).add(" from ").add(columns.table());
        return read(connection -> Flux.from(sql.on(connection).execute())
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

    private Sql update(Map<String, @Nullable Object> differences) {
        Sql sql = new Sql().add("update ").add(columns.table()).add(" set version = version + 1");
        differences.forEach((field, value) -> sql.add(", ")
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
        return read(connection -> stored(sql.on(connection)).singleOrEmpty());
    }

    private Mono<Stored<T>> changed(Sql sql) {
        String text = dialect.returning(sql.text(), columns.all());
        return inConnection(connection -> stored(sql.on(connection, text)).singleOrEmpty());
    }

    private <R> Mono<R> read(Function<Connection, Mono<R>> work) {
        return ReadRetry.once(inConnection(work));
    }

    private <R> Mono<R> inConnection(Function<Connection, Mono<R>> work) {
        return database.inConnection(work)
                .onErrorMap(Contention::translateTimeout)
                .onErrorMap(SqlErrors::translateTooComplex);
    }

    private <R> Flux<R> readMany(Function<Connection, Flux<R>> work) {
        return ReadRetry.once(database.inConnectionMany(work))
                .onErrorMap(Contention::translateTimeout)
                .onErrorMap(SqlErrors::translateTooComplex);
    }

    private Flux<Stored<T>> stored(Statement statement) {
        return Flux.from(statement.execute()).flatMap(result -> result.map((row, metadata) -> stored(row)));
    }

    private Stored<T> stored(Row row) {
        @Nullable Object[] values = new @Nullable Object[schema.fields().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = carried(schema.fields().get(i).type(), row.get(i + 2));
        }
        return new Stored<>(Values.number(row, 0), Values.number(row, 1), RowValues.of(schema, values));
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
