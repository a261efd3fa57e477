package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.history.RowChange;
import io.flangular.domain.resource.query.Aggregate;
import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.resource.query.PageStart;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Draft;
import io.flangular.domain.resource.schema.Rows;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.domain.resource.schema.Versions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A repository for tests that keeps its rows in memory. */
public final class InMemoryRepository<T extends Record> implements Repository<T> {
    private final ConcurrentSkipListMap<Long, Stored<T>> rows = new ConcurrentSkipListMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final Schema<T> schema;
    private final Rows reference;

    /** A repository without rows. */
    public InMemoryRepository(Schema<T> schema) {
        this.schema = schema;
        reference = new Rows(schema);
    }

    @Override
    public Mono<Page<T>> page(Query query, PageRequest request) {
        return Mono.fromSupplier(() -> {
            List<Stored<T>> meant = meant(query);
            long total = request.counted() ? meant.size() : Page.NOT_COUNTED;
            PageStart start = request.start();
            if (start instanceof PageStart.Before before) {
                List<Stored<T>> earlier = meant.stream()
                        .filter(row -> reference.compare(query, row, before.place()) < 0)
                        .toList();
                return last(earlier, request.size(), total);
            }
            if (start instanceof PageStart.End) {
                return last(meant, request.counted() ? request.onLastPage(total) : request.size(), total);
            }
            List<Stored<T>> later = meant.stream()
                    .filter(row -> !(start instanceof PageStart.After after)
                            || reference.compare(query, row, after.place()) > 0)
                    .skip(start instanceof PageStart.Number ? request.offset() : 0)
                    .toList();
            List<Stored<T>> rows = later.stream().limit(request.size()).toList();
            int fitting = fitting(rows);
            return new Page<>(rows.subList(0, fitting), total, later.size() > fitting, fitting < rows.size());
        });
    }

    private static <T extends Record> Page<T> last(List<Stored<T>> rows, int size, long total) {
        int before = Math.max(0, rows.size() - size);
        int fitting = fitting(rows.subList(before, rows.size()).reversed());
        boolean shortened = fitting < rows.size() - before;
        before = rows.size() - fitting;
        return new Page<>(rows.subList(before, rows.size()), total, before > 0, shortened);
    }

    private static <T extends Record> int fitting(List<Stored<T>> rows) {
        return Page.fitting(rows, row -> row.values().characters());
    }

    @Override
    public Flux<Stored<T>> stream(Query query) {
        return Flux.defer(() -> Flux.fromIterable(meant(query)));
    }

    @Override
    public Mono<Long> updateAll(Query query, Draft<T> change, Function<List<RowChange<T>>, Mono<Void>> each) {
        return Mono.defer(() -> {
            List<Stored<T>> meant = meant(query);
            List<RowChange<T>> replaced = meant.stream()
                    .flatMap(row -> change.changeOf(row.values()).stream()
                            .map(value -> new RowChange<>(row, schema.stored(row.id(), row.version() + 1, value))))
                    .toList();
            replaced.forEach(row -> rows.put(row.after().id(), row.after()));
            return (replaced.isEmpty() ? Mono.<Void>empty() : each.apply(replaced)).thenReturn((long) meant.size());
        });
    }

    @Override
    public Mono<Long> deleteAll(Query query, Function<List<Stored<T>>, Mono<Void>> each) {
        return Mono.defer(() -> {
            List<Stored<T>> deleted = meant(query);
            deleted.forEach(row -> rows.remove(row.id()));
            return each.apply(deleted).thenReturn((long) deleted.size());
        });
    }

    @Override
    public Mono<List<Optional<Object>>> evaluate(List<Aggregate> functions) {
        return Mono.fromSupplier(() -> functions.stream()
                .map(function -> Optional.ofNullable(reference.outcome(function, List.copyOf(rows.values()))))
                .toList());
    }

    private List<Stored<T>> meant(Query query) {
        return reference.of(query, List.copyOf(rows.values()));
    }

    @Override
    public Mono<Stored<T>> find(long id) {
        return Mono.fromSupplier(() -> rows.get(id));
    }

    /** As {@link #find}: nothing waits for anything here. */
    @Override
    public Mono<Stored<T>> lock(long id) {
        return find(id);
    }

    @Override
    public Mono<Stored<T>> reinsert(Stored<T> row) {
        return Mono.fromSupplier(() -> {
            if (rows.putIfAbsent(row.id(), row) != null) {
                throw new DomainException.Conflict("there already", null);
            }
            return row;
        });
    }

    @Override
    public Mono<Stored<T>> insert(T value) {
        return Mono.fromSupplier(() -> {
            Stored<T> row = schema.stored(ids.incrementAndGet(), 1, value);
            rows.put(row.id(), row);
            return row;
        });
    }

    @Override
    public Mono<Stored<T>> update(Stored<T> before, T after) {
        return Mono.fromSupplier(() -> {
            Stored<T> changed = schema.stored(before.id(), before.version() + 1, after);
            return rows.replace(before.id(), before, changed) ? changed : null;
        });
    }

    @Override
    public Mono<Stored<T>> delete(long id, Versions accepted) {
        return Mono.fromSupplier(() -> {
            Stored<T> row = rows.get(id);
            return row != null && accepted.accept(row.version()) && rows.remove(id, row) ? row : null;
        });
    }
}
