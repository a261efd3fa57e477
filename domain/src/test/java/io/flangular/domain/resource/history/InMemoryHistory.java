package io.flangular.domain.resource.history;

import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.query.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A history for tests that is kept in memory. */
public final class InMemoryHistory implements History {
    private final List<HistoryEntry> entries = new CopyOnWriteArrayList<>();

    @Override
    public Mono<Void> add(List<HistoryEntry> added) {
        return Mono.fromRunnable(() -> entries.addAll(added));
    }

    @Override
    public Mono<HistoryPage> page(long rowId, PageRequest request) {
        return Mono.fromSupplier(() -> {
            List<HistoryEntry> wanted = newestFirst(rowId)
                    .skip(request.offset())
                    .limit(request.size())
                    .toList();
            int fitting = Page.fitting(wanted, entry -> characters(entry.before()) + characters(entry.after()));
            return new HistoryPage(
                    wanted.subList(0, fitting), newestFirst(rowId).count(), fitting < wanted.size());
        });
    }

    private static long characters(@Nullable Map<String, @Nullable Object> values) {
        return values == null
                ? 0
                : values.values().stream()
                        .mapToLong(value -> String.valueOf(value).length())
                        .sum();
    }

    @Override
    public Mono<HistoryEntry> find(long rowId, long version) {
        return Mono.fromSupplier(() -> newestFirst(rowId)
                .filter(entry -> entry.change().version() == version)
                .findFirst()
                .orElse(null));
    }

    @Override
    public Flux<Change> latest(Collection<Long> rowIds) {
        return Flux.defer(() -> Flux.fromStream(rowIds.stream()
                .distinct()
                .map(id -> newestFirst(id).findFirst().orElse(null))
                .filter(Objects::nonNull)
                .map(HistoryEntry::change)));
    }

    private Stream<HistoryEntry> newestFirst(long rowId) {
        return List.copyOf(entries).reversed().stream()
                .filter(entry -> entry.change().rowId() == rowId);
    }
}
