package io.flangular.domain.resource;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A repository for tests that keeps its rows in memory. */
public final class InMemoryRepository<T extends Record> implements Repository<T> {
    private final ConcurrentSkipListMap<Long, Stored<T>> rows = new ConcurrentSkipListMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final Rows reference;

    /** A repository without rows. */
    public InMemoryRepository(Schema<T> schema) {
        reference = new Rows(schema);
    }

    @Override
    public Mono<Page<T>> page(Query query, PageRequest request) {
        return Mono.fromSupplier(() -> {
            List<Stored<T>> meant = meant(query);
            List<Stored<T>> found =
                    meant.stream().skip(request.offset()).limit(request.size()).toList();
            return new Page<>(found, request.counted() ? meant.size() : Page.NOT_COUNTED);
        });
    }

    @Override
    public Flux<Stored<T>> stream(Query query) {
        return Flux.defer(() -> Flux.fromIterable(meant(query)));
    }

    @Override
    public Mono<Long> updateAll(Query query, Draft<T> change) {
        return Mono.fromSupplier(() -> {
            List<Stored<T>> changed = meant(query).stream()
                    .map(row -> new Stored<>(row.id(), row.version() + 1, change.onto(row.value())))
                    .toList();
            changed.forEach(row -> rows.put(row.id(), row));
            return (long) changed.size();
        });
    }

    @Override
    public Mono<Long> deleteAll(Query query) {
        return Mono.fromSupplier(() -> {
            List<Stored<T>> deleted = meant(query);
            deleted.forEach(row -> rows.remove(row.id()));
            return (long) deleted.size();
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

    @Override
    public Mono<Stored<T>> insert(T value) {
        return Mono.fromSupplier(() -> {
            Stored<T> row = new Stored<>(ids.incrementAndGet(), 1, value);
            rows.put(row.id(), row);
            return row;
        });
    }

    @Override
    public Mono<Stored<T>> update(long id, Versions accepted, Draft<T> change) {
        return Mono.fromSupplier(() -> {
            AtomicReference<Stored<T>> changed = new AtomicReference<>();
            rows.computeIfPresent(id, (key, row) -> {
                if (!accepted.accept(row.version())) {
                    return row;
                }
                changed.set(new Stored<>(id, row.version() + 1, change.onto(row.value())));
                return changed.get();
            });
            return changed.get();
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
