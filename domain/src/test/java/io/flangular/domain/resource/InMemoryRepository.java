package io.flangular.domain.resource;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/** A repository for tests that keeps its rows in memory. */
public final class InMemoryRepository<T extends Record> implements Repository<T> {
    private final ConcurrentSkipListMap<Long, Stored<T>> rows = new ConcurrentSkipListMap<>();
    private final AtomicLong ids = new AtomicLong();

    @Override
    public Mono<Page<T>> page(PageRequest request) {
        return Mono.fromSupplier(() -> {
            List<Stored<T>> found = rows.values().stream()
                    .skip(request.offset())
                    .limit(request.size())
                    .toList();
            return new Page<>(found, request.counted() ? rows.size() : Page.NOT_COUNTED);
        });
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
