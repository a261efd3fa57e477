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
import io.flangular.persistence.database.Values;
import io.flangular.persistence.database.connection.ReadRetry;
import io.flangular.persistence.database.sql.Columns;
import io.flangular.persistence.database.sql.Dialect;
import io.flangular.persistence.database.sql.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
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
 * Stores the rows of a resource in the table of its name, with a column for each field in snake case, beside {@code id}
 * and {@code version}. All names come from the declaration, all values are bound. Statements are sent through the R2DBC
 * SPI on the client's transaction-bound connections: the client's own way of building them takes three times as long.
 */
public final class R2dbcRepository<T extends Record> implements Repository<T> {
    /** The number of rows that a cursor fetches at a time; their strings may be long. */
    private static final int FETCH_SIZE = 32;

    private static final long MAX_BATCH_CHARACTERS = 2_000_000;
    private static final long MAX_BATCH_BYTES = 4_000_000;
    private static final Duration MAX_STREAM = Duration.ofHours(1);

    private final Schema<T> schema;
    private final DatabaseClient database;
    private final Dialect dialect;
    private final MemoryBudget memory;
    private final Columns columns;
    private final QuerySql queries;
    private final PageSql pages;
    private final String select;

    /**
     * Creates the repository of a resource. A migration has created its table, and {@link Database#createIndexes} the
     * indexes.
     *
     * @param memory the budget for pages of long strings
     */
    public R2dbcRepository(Resource<T> resource, DatabaseClient database, Dialect dialect, MemoryBudget memory) {
        this.schema = resource.schema();
        this.database = database;
        this.dialect = dialect;
        this.memory = memory;
        columns = new Columns(resource, dialect);
        queries = new QuerySql(columns, dialect);
        pages = new PageSql(columns, queries, dialect);
        select = "select " + columns.all() + " from " + columns.table();
    }

    @Override
    public Mono<Page<T>> page(Query query, PageRequest request) {
        if (query.isLimited() && request.start() != PageStart.NUMBER) {
            throw new IllegalArgumentException("a query with a limit or an offset has numbered pages only");
        }
        return read(connection -> rows(connection, query, request)
                        .flatMap(found -> total(connection, query, request, found.size())
                                .map(total -> outline(request, found, total))))
                .flatMap(outline -> completed(outline)
                        .filter(page -> !page.rows().isEmpty() || outline.rows.isEmpty())
                        // All of its rows were deleted in the meantime.
                        .switchIfEmpty(Mono.defer(() -> page(query, request))));
    }

    /** A row, whose long strings are missing, and the total length of its strings. */
    private record Sized<T extends Record>(Stored<T> row, long size) {
        boolean isIncomplete() {
            return size > PageSql.MAX_LENGTH;
        }
    }

    /** A page whose long strings are missing. */
    private record Outline<T extends Record>(List<Sized<T>> rows, long total, boolean more, boolean shortened) {}

    /** The rows in the order of reading, and the next one, if there is one. */
    private Mono<List<Sized<T>>> rows(Connection connection, Query query, PageRequest request) {
        long offset = request.start() == PageStart.NUMBER ? request.offset() : 0;
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
        return sql.rows(connection, row -> new Sized<>(stored(row), Values.number(row, size)))
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
        long size = outline.rows.stream().mapToLong(Sized::size).sum();
        return completed(
                        outline.rows,
                        incomplete -> memory.require(size * Page.BYTES_PER_CHARACTER)
                                .then(read(connection -> select(connection, incomplete))))
                .map(rows -> new Page<>(rows, outline.total, outline.more, outline.shortened));
    }

    /** The rows with the strings that they lack, without those that have been deleted. */
    private Mono<List<Stored<T>>> completed(List<Sized<T>> rows, Function<List<Long>, Mono<List<Stored<T>>>> read) {
        List<Long> incomplete = rows.stream()
                .filter(Sized::isIncomplete)
                .map(sized -> sized.row.id())
                .toList();
        return (incomplete.isEmpty() ? Mono.just(List.<Stored<T>>of()) : read.apply(incomplete)).map(found -> {
            Map<Long, Stored<T>> complete = found.stream().collect(Collectors.toMap(Stored::id, Function.identity()));
            return rows.stream()
                    .map(sized -> sized.isIncomplete() ? complete.get(sized.row.id()) : sized.row)
                    .filter(Objects::nonNull)
                    .toList();
        });
    }

    private Mono<List<Stored<T>>> select(Connection connection, List<Long> ids) {
        return within(new Sql(select), ids).rows(connection, this::stored).collectList();
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
        if (queries.selectsAll(query)) {
            sql.add(dialect.countAll(columns));
        } else {
            queries.where(sql.add("select count(*) from ").add(columns.table()), query);
        }
        return sql.rows(connection, row -> Values.number(row, 0)).single().map(query::countAfterLimit);
    }

    /** {@inheritDoc} All of them as they were when the first one was requested. */
    @Override
    public Flux<Stored<T>> stream(Query query) {
        return readMany(connection -> withoutStatementTimeout(
                connection,
                dialect.stream(
                        connection,
                        Flux.defer(() -> streamByCursor(connection, query)),
                        Flux.defer(() -> streamInBatches(connection, query)))));
    }

    private Flux<Stored<T>> streamByCursor(Connection connection, Query query) {
        Sql sql = new Sql(select);
        queries.whereLimited(sql, query);
        queries.orderBy(sql, query);
        // The driver fetches as many rows at a time as are requested at a time.
        return Sql.rows(sql.on(connection).fetchSize(FETCH_SIZE), this::stored).limitRate(FETCH_SIZE);
    }

    /** Reads all ids by one statement, and then the rows in batches, each after the previous one was consumed. */
    private Flux<Stored<T>> streamInBatches(Connection connection, Query query) {
        Sql sql = new Sql("select id from " + columns.table());
        queries.whereLimited(sql, query);
        queries.orderBy(sql, query);
        return sql.rows(connection, row -> Values.number(row, 0))
                .collect(LongStream::builder, LongStream.Builder::add)
                .flatMapMany(ids -> Flux.fromStream(ids.build().boxed()))
                .buffer(Batches.MAX_SIZE)
                .concatMapIterable(Batches::of, 1)
                .concatMap(ids -> outlined(connection, ids), 0)
                .concatMapIterable(rows -> Batches.of(rows, Sized::size, MAX_BATCH_CHARACTERS), 1)
                .concatMap(rows -> completed(rows, incomplete -> select(connection, incomplete)), 0)
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

    /** The statement lasts as long as the rows are being consumed. */
    private static <R> Flux<R> withoutStatementTimeout(Connection connection, Flux<R> work) {
        return Flux.usingWhen(
                Mono.from(connection.setStatementTimeout(MAX_STREAM)).thenReturn(connection),
                slow -> work,
                slow -> slow.setStatementTimeout(Database.STATEMENT_TIMEOUT));
    }

    @Override
    public Mono<Stored<T>> find(long id) {
        return one(new Sql(select).add(" where id = ").bind(id));
    }

    @Override
    public Mono<Stored<T>> lock(long id) {
        return one(new Sql(select).add(" where id = ").bind(id).add(" for update"));
    }

    @Override
    public Mono<Stored<T>> insert(T value) {
        return changed(insert(columns.ofFields(), List.of(), RowValues.of(schema, value)))
                .onErrorMap(SqlErrors::translate);
    }

    @Override
    public Mono<Stored<T>> reinsert(Stored<T> row) {
        return changed(insert(columns.all(), List.of(row.id(), row.version()), row.values()))
                .onErrorMap(
                        DuplicateKeyException.class,
                        taken -> new DomainException.Conflict("There is a row with that id.", null))
                .onErrorMap(SqlErrors::translate);
    }

    private Sql insert(String names, List<Long> first, RowValues<T> values) {
        Sql sql = new Sql("insert into " + columns.table() + " (" + names + ") values (");
        first.forEach(number -> sql.bind(number).add(", "));
        String separator = "";
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

    private Sql update(Map<String, @Nullable Object> differences) {
        Sql sql = new Sql("update " + columns.table() + " set version = version + 1");
        differences.forEach((field, value) -> sql.add(", " + columns.of(field) + " = ")
                .bind(value, columns.typeOf(field).carrier()));
        return sql;
    }

    @Override
    public Mono<Stored<T>> delete(long id, Versions accepted) {
        Sql sql = new Sql("delete from " + columns.table());
        where(sql, id, accepted);
        return changed(sql).onErrorMap(SqlErrors::translate);
    }

    /** Adds the condition for the row in an accepted version. */
    private static void where(Sql sql, long id, Versions accepted) {
        sql.add(" where id = ").bind(id);
        if (accepted instanceof Versions.OneOf some) {
            if (some.accepted().isEmpty()) {
                sql.add(" and false");
            } else {
                sql.add(" and version in ").bindList(some.accepted(), Long.class);
            }
        }
    }

    @Override
    public Mono<Long> updateAll(Query query, Draft<T> change, Function<List<RowChange<T>>, Mono<Void>> each) {
        return inBatches(
                query,
                ids -> read(connection -> within(new Sql(select), ids)
                                .add(" order by id")
                                .rows(connection, this::stored)
                                .collectList())
                        .flatMap(before -> updated(before, change)
                                .filter(changes -> !changes.isEmpty())
                                .flatMap(each)
                                .thenReturn((long) before.size())));
    }

    /** Rows that become different in the same way are changed by the same statement, usually all of them. */
    private Mono<List<RowChange<T>>> updated(List<Stored<T>> before, Draft<T> change) {
        Map<Map<String, @Nullable Object>, List<Long>> byDifferences = new LinkedHashMap<>();
        for (Stored<T> row : before) {
            changed(row, change)
                    .map(row.values()::differences)
                    .ifPresent(differences -> byDifferences
                            .computeIfAbsent(differences, none -> new ArrayList<>())
                            .add(row.id()));
        }
        List<Mono<List<Stored<T>>>> statements = new ArrayList<>();
        for (Map.Entry<Map<String, @Nullable Object>, List<Long>> same : byDifferences.entrySet()) {
            for (List<Long> batch : Batches.of(same.getValue())) {
                statements.add(changedMany(within(update(same.getKey()), batch)));
            }
        }
        return Flux.concat(statements)
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
                ids -> changedMany(within(new Sql("delete from " + columns.table()), ids))
                        .flatMap(deleted -> each.apply(deleted).thenReturn((long) deleted.size())));
    }

    /**
     * Locks the rows of a query in the order of their ids, which avoids deadlocks, then does the work for each batch of
     * ids. Only the ids and the rows of one batch are in memory.
     */
    private Mono<Long> inBatches(Query query, Function<List<Long>, Mono<Long>> work) {
        String bytes = columns.fields().stream()
                .filter(field -> field.type() == FieldType.TEXT)
                .map(field -> " + coalesce(octet_length(" + columns.of(field.name()) + "), 0)")
                .collect(Collectors.joining("", "cast(0", " as bigint)"));
        Sql sql = new Sql("select id, " + bytes + " from " + columns.table());
        queries.whereLimited(sql, query);
        sql.add(" order by id for update");
        return inConnection(connection -> sql.rows(
                                connection, row -> new SelectedRow(Values.number(row, 0), Values.number(row, 1)))
                        .collectList())
                .flatMap(selected -> Flux.fromIterable(Batches.of(selected, SelectedRow::bytes, MAX_BATCH_BYTES))
                        .concatMap(batch ->
                                work.apply(batch.stream().map(SelectedRow::id).toList()))
                        .reduce(0L, Long::sum));
    }

    /** The id of a row to change, and the size of its strings in bytes. */
    private record SelectedRow(long id, long bytes) {}

    /** Adds the condition for rows of these ids; a range of consecutive ids is read faster than as many single rows. */
    private static Sql within(Sql sql, List<Long> ids) {
        long first = Collections.min(ids);
        long last = Collections.max(ids);
        return last - first == ids.size() - 1
                ? sql.add(" where id between ").bind(first).add(" and ").bind(last)
                : sql.add(" where id in ").bindList(ids, Long.class);
    }

    @Override
    public Mono<List<Optional<Object>>> evaluate(List<Aggregate> functions) {
        String expressions = functions.stream().map(queries::expression).collect(Collectors.joining(", "));
        Sql sql = new Sql("select " + expressions + " from " + columns.table());
        return read(connection ->
                sql.rows(connection, row -> results(functions, row)).single());
    }

    private List<Optional<Object>> results(List<Aggregate> functions, Readable row) {
        List<Optional<Object>> results = new ArrayList<>();
        for (int i = 0; i < functions.size(); i++) {
            results.add(Optional.ofNullable(result(functions.get(i), row.get(i))));
        }
        return results;
    }

    private @Nullable Object result(Aggregate aggregate, @Nullable Object read) {
        FieldType type = columns.typeOf(aggregate.field());
        return switch (aggregate.function()) {
            case COUNT -> carrier(FieldType.INTEGER, read);
            case AVG -> read instanceof Number number ? number.doubleValue() : null;
            case SUM ->
                read instanceof BigDecimal sum && type == FieldType.INTEGER ? integer(sum) : carrier(type, read);
            case MIN, MAX -> carrier(type, read);
        };
    }

    /** A sum of integers as a Long, unless it exceeds 64 bits. */
    private static Number integer(BigDecimal sum) {
        try {
            return sum.longValueExact();
        } catch (ArithmeticException tooLarge) {
            return sum;
        }
    }

    private Mono<Stored<T>> one(Sql sql) {
        return read(connection -> sql.rows(connection, this::stored).singleOrEmpty());
    }

    private Mono<Stored<T>> changed(Sql sql) {
        return inConnection(connection -> returned(connection, sql).singleOrEmpty());
    }

    private Mono<List<Stored<T>>> changedMany(Sql sql) {
        return inConnection(connection -> returned(connection, sql).collectList())
                .onErrorMap(SqlErrors::translate);
    }

    private Flux<Stored<T>> returned(Connection connection, Sql change) {
        return Sql.rows(change.on(connection, dialect.returning(change.text(), columns.all())), this::stored);
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

    private Stored<T> stored(Readable row) {
        @Nullable Object[] values = new @Nullable Object[schema.fields().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = carrier(schema.fields().get(i).type(), row.get(i + 2));
        }
        return new Stored<>(Values.number(row, 0), Values.number(row, 1), RowValues.of(schema, values));
    }

    /** Converts the driver's type, which depends on the column's width, to the carrier of a field type. */
    private static @Nullable Object carrier(FieldType type, @Nullable Object read) {
        if (read instanceof Number number && type == FieldType.INTEGER) {
            return number.longValue();
        }
        if (read instanceof Number number && type == FieldType.DECIMAL && !(read instanceof BigDecimal)) {
            return new BigDecimal(number.toString());
        }
        return read;
    }
}
