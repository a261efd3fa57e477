package io.flangular.persistence.resource;

import io.flangular.domain.EnumNames;
import io.flangular.domain.MemoryBudget;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.history.Change;
import io.flangular.domain.resource.history.History;
import io.flangular.domain.resource.history.HistoryEntry;
import io.flangular.domain.resource.history.HistoryPage;
import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.persistence.database.Contention;
import io.flangular.persistence.database.Values;
import io.flangular.persistence.database.connection.ReadRetry;
import io.flangular.persistence.database.sql.Sql;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores the history of the rows of a resource in the table {@code change_log}, which all resources share. */
public final class R2dbcHistory implements History {
    private static final String CHANGE = "row_id, version, changed_at, user_id, user_name, kind";
    private static final String ENTRY = CHANGE + ", values_before, values_after";
    private static final String SIZE =
            "cast(coalesce(octet_length(values_before), 0) as bigint) + coalesce(octet_length(values_after), 0)";
    private static final String INSERT = "insert into change_log (resource, " + ENTRY + ") values ";

    private final String resource;
    private final RowValuesCodec values;
    private final DatabaseClient database;
    private final MemoryBudget memory;

    /**
     * Creates the history of a resource.
     *
     * @param memory the budget for pages of long strings
     */
    public R2dbcHistory(Resource<?> resource, DatabaseClient database, MemoryBudget memory) {
        this.resource = resource.name();
        this.values = new RowValuesCodec(resource.schema());
        this.database = database;
        this.memory = memory;
    }

    @Override
    public Mono<Void> add(List<HistoryEntry> entries) {
        return Flux.fromIterable(Batches.of(entries)).concatMap(this::insert).then();
    }

    private Mono<Long> insert(List<HistoryEntry> batch) {
        Sql sql = new Sql(INSERT);
        String before = "(";
        for (HistoryEntry entry : batch) {
            Change change = entry.change();
            sql.add(before).bind(resource).add(", ").bind(change.rowId());
            sql.add(", ").bind(change.version()).add(", ").bind(change.at());
            sql.add(", ").bind(change.by().id()).add(", ").bind(change.by().name());
            sql.add(", ").bind(EnumNames.of(change.kind()));
            sql.add(", ").bind(text(entry.before()), String.class);
            sql.add(", ").bind(text(entry.after()), String.class).add(")");
            before = ", (";
        }
        return database.inConnection(connection -> Flux.from(sql.on(connection).execute())
                        .flatMap(Result::getRowsUpdated)
                        .reduce(0L, Long::sum))
                .onErrorMap(Contention::translateTimeout);
    }

    private static @Nullable String text(@Nullable Map<String, ? extends @Nullable Object> values) {
        return values == null ? null : RowValuesCodec.encode(values);
    }

    @Override
    public Mono<HistoryPage> page(long rowId, PageRequest request) {
        Sql count = ofRow("count(*)", rowId);
        // The sizes include the total, unless there are none.
        Sql sizes = where(new Sql("select change_id, " + SIZE + ", (select count(*)"), rowId)
                .add(")");
        where(sizes, rowId)
                .add(" order by change_id desc limit ")
                .bind(request.size())
                .add(" offset ")
                .bind(request.offset());
        return found(sizes, row -> new Sized(Values.number(row, 0), Values.number(row, 1), Values.number(row, 2)))
                .collectList()
                .flatMap(found -> {
                    if (found.isEmpty()) {
                        return found(count, row -> Values.number(row, 0))
                                .single()
                                .map(total -> new HistoryPage(List.of(), total));
                    }
                    List<Sized> fitting = found.subList(0, Page.fitting(found, Sized::size));
                    long size = fitting.stream().mapToLong(Sized::size).sum();
                    return memory.require(size * Page.BYTES_PER_CHARACTER)
                            .thenMany(Flux.defer(() -> found(of(fitting), this::entry)))
                            .collectList()
                            .map(entries ->
                                    new HistoryPage(entries, found.getFirst().total, fitting.size() < found.size()));
                });
    }

    /** The id and size of an entry, and the number of all entries of its row. */
    private record Sized(long changeId, long size, long total) {}

    /** The query for these entries, the newest first; by their ids, since H2 would sort all entries of the row. */
    private static Sql of(List<Sized> entries) {
        return new Sql("select " + ENTRY + " from change_log where change_id in ")
                .bindList(entries.stream().map(Sized::changeId).toList(), Long.class)
                .add(" order by change_id desc");
    }

    @Override
    public Mono<HistoryEntry> find(long rowId, long version) {
        return found(
                        ofRow(ENTRY, rowId)
                                .add(" and version = ")
                                .bind(version)
                                .add(" order by change_id desc limit 1"),
                        this::entry)
                .singleOrEmpty();
    }

    @Override
    public Flux<Change> latest(Collection<Long> rowIds) {
        if (rowIds.isEmpty()) {
            return Flux.empty();
        }
        // Each subquery reads one entry of an index, however long the history of the row is.
        Sql sql = new Sql("select " + CHANGE + " from change_log where change_id in (");
        String before = "";
        for (Long id : rowIds) {
            sql.add(before)
                    .add("(select max(change_id) from change_log where resource = ")
                    .bind(resource)
                    .add(" and row_id = ")
                    .bind(id)
                    .add(")");
            before = ", ";
        }
        return found(sql.add(")"), R2dbcHistory::change);
    }

    private Sql ofRow(String columns, long rowId) {
        return where(new Sql("select " + columns), rowId);
    }

    private Sql where(Sql sql, long rowId) {
        return sql.add(" from change_log where resource = ")
                .bind(resource)
                .add(" and row_id = ")
                .bind(rowId);
    }

    private <R> Flux<R> found(Sql sql, Function<Readable, R> reader) {
        return ReadRetry.once(database.inConnectionMany(connection -> sql.rows(connection, reader)))
                .onErrorMap(Contention::translateTimeout);
    }

    private HistoryEntry entry(Readable row) {
        return HistoryEntry.of(change(row), read(row, "values_before"), read(row, "values_after"));
    }

    private @Nullable Map<String, @Nullable Object> read(Readable row, String column) {
        String text = row.get(column, String.class);
        return text == null ? null : values.decode(text);
    }

    private static Change change(Readable row) {
        return new Change(
                Values.number(row, "row_id"),
                Values.number(row, "version"),
                Values.instant(row, "changed_at"),
                new Change.Author(Values.number(row, "user_id"), Values.text(row, "user_name")),
                Values.enumConstant(row, "kind", Change.Kind.class));
    }
}
