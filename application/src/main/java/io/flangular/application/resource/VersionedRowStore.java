package io.flangular.application.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.history.Change;
import io.flangular.domain.resource.history.History;
import io.flangular.domain.resource.history.HistoryEntry;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Draft;
import io.flangular.domain.resource.schema.RowValues;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.domain.resource.schema.Versions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads and writes the rows of a collection with their history: a change and its entry are one unit of work. */
final class VersionedRowStore<T extends Record> {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Resource<T> resource;
    private final Repository<T> rows;
    private final History history;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    VersionedRowStore(Resource<T> resource, Repository<T> rows, History history, UnitOfWork unitOfWork, Clock clock) {
        this.resource = resource;
        this.rows = rows;
        this.history = history;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    Mono<Stored<T>> insert(Caller caller, T value) {
        return unitOfWork.run(rows.insert(value).flatMap(row -> recorded(caller, Change.Kind.CREATED, null, row)));
    }

    Mono<Stored<T>> update(Caller caller, long id, Versions accepted, Draft<T> change) {
        return unitOfWork.run(rows.lock(id)
                .switchIfEmpty(Mono.error(() -> ResourceErrors.notFound(resource, id)))
                .flatMap(before -> replaced(caller, Change.Kind.CHANGED, before, accepted, change)));
    }

    private Mono<Stored<T>> replaced(
            Caller caller, Change.Kind kind, Stored<T> before, Versions accepted, Draft<T> change) {
        if (!accepted.accept(before.version())) {
            return Mono.error(ResourceErrors.conflict(resource, before));
        }
        return Mono.justOrEmpty(change.changeOf(before.values()))
                .flatMap(value -> rows.update(before, value))
                .flatMap(after -> recorded(caller, kind, before, after))
                .defaultIfEmpty(before);
    }

    Mono<Void> delete(Caller caller, long id, Versions accepted) {
        return unitOfWork.run(rows.delete(id, accepted)
                .switchIfEmpty(notDeleted(id))
                .flatMap(row -> history.add(List.of(deleted(caller, row)))));
    }

    /** The error when nothing was deleted: the row does not exist, or has another version. */
    private Mono<Stored<T>> notDeleted(long id) {
        return rows.find(id)
                .switchIfEmpty(Mono.error(() -> ResourceErrors.notFound(resource, id)))
                .flatMap(current -> Mono.error(ResourceErrors.conflict(resource, current)));
    }

    Mono<Long> updateAll(Caller caller, Query query, Draft<T> change) {
        return unitOfWork.run(rows.updateAll(
                query,
                change,
                batch -> history.add(batch.stream()
                        .map(row -> entry(caller, Change.Kind.CHANGED, row.before(), row.after()))
                        .toList())));
    }

    Mono<Long> deleteAll(Caller caller, Query query) {
        return unitOfWork.run(rows.deleteAll(
                query,
                batch -> history.add(
                        batch.stream().map(row -> deleted(caller, row)).toList())));
    }

    Mono<Stored<T>> restore(Caller caller, long id, long version, Versions accepted) {
        return unitOfWork
                .run(rows.lock(id)
                        .singleOptional()
                        .flatMap(current -> state(id, version)
                                .flatMap(state -> current.isPresent()
                                        ? replaced(caller, Change.Kind.RESTORED, current.get(), accepted, state)
                                        : reinserted(caller, id, accepted, state))))
                .onErrorMap(DomainException.Invalid.class, VersionedRowStore::notRestorable);
    }

    private Mono<Draft<T>> state(long id, long version) {
        return recordedValues(id, version).map(values -> Draft.of(resource.schema(), values));
    }

    /** The values of a version; when it was not recorded, the old values in the entry of the next version. */
    private Mono<Map<String, @Nullable Object>> recordedValues(long id, long version) {
        return history.find(id, version)
                .map(HistoryEntry::state)
                .switchIfEmpty(history.find(id, version + 1).mapNotNull(HistoryEntry::before))
                .switchIfEmpty(unknownVersion(id, version));
    }

    private <R> Mono<R> unknownVersion(long id, long version) {
        return Mono.error(() -> new DomainException.NotFound(
                "The history of " + resource.name() + " " + id + " has no version " + version + "."));
    }

    /** A row as of a version. A recorded state that lacks a current field is incomplete, and counts as unknown. */
    Mono<Stored<T>> find(long id, long version) {
        Schema<T> schema = resource.schema();
        return rows.find(id)
                .filter(row -> row.version() == version)
                .switchIfEmpty(Mono.defer(() -> recordedValues(id, version)
                        .filter(values -> schema.fields().stream().allMatch(field -> values.containsKey(field.name())))
                        .map(values -> new Stored<>(id, version, RowValues.of(schema, values)))
                        .switchIfEmpty(unknownVersion(id, version))));
    }

    private Mono<Stored<T>> reinserted(Caller caller, long id, Versions accepted, Draft<T> state) {
        if (!accepted.equals(Versions.ANY)) {
            return Mono.error(ResourceErrors.conflict(resource, null));
        }
        return history.latest(List.of(id))
                .next()
                .flatMap(latest -> rows.reinsert(resource.schema().stored(id, latest.version() + 1, state.toRecord())))
                .onErrorMap(
                        DomainException.Conflict.class,
                        faster -> new DomainException.Busy(
                                "Somebody else is bringing back this " + resource.name() + ".", RETRY_AFTER))
                .flatMap(row -> recorded(caller, Change.Kind.RESTORED, null, row));
    }

    private static DomainException notRestorable(DomainException.Invalid refusal) {
        return new DomainException.Invalid(
                "This version cannot be restored: " + refusal.getMessage(), refusal.violations());
    }

    private Mono<Stored<T>> recorded(Caller caller, Change.Kind kind, @Nullable Stored<T> before, Stored<T> after) {
        return Mono.defer(() -> history.add(List.of(entry(caller, kind, before, after))))
                .thenReturn(after);
    }

    private HistoryEntry entry(Caller caller, Change.Kind kind, @Nullable Stored<T> before, Stored<T> after) {
        return HistoryEntry.of(
                change(caller, after.id(), after.version(), kind),
                before == null ? null : values(before),
                values(after));
    }

    private HistoryEntry deleted(Caller caller, Stored<T> row) {
        return HistoryEntry.of(change(caller, row.id(), row.version() + 1, Change.Kind.DELETED), values(row), null);
    }

    private static Map<String, @Nullable Object> values(Stored<?> row) {
        return row.values().byName();
    }

    private Change change(Caller caller, long id, long version, Change.Kind kind) {
        return new Change(id, version, clock.instant(), new Change.Author(caller.id(), caller.name()), kind);
    }
}
