package io.flangular.application.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.Caller;
import io.flangular.domain.resource.Change;
import io.flangular.domain.resource.Draft;
import io.flangular.domain.resource.History;
import io.flangular.domain.resource.HistoryEntry;
import io.flangular.domain.resource.Query;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.RowValues;
import io.flangular.domain.resource.Schema;
import io.flangular.domain.resource.Stored;
import io.flangular.domain.resource.Versions;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Changes the rows of a collection, each change in one unit of work with its entry in the history. */
final class RecordedRows<T extends Record> {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Resource<T> resource;
    private final Repository<T> rows;
    private final History history;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    RecordedRows(Resource<T> resource, Repository<T> rows, History history, UnitOfWork unitOfWork, Clock clock) {
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
                .switchIfEmpty(Mono.error(() -> Refusals.notFound(resource, id)))
                .flatMap(before -> replaced(caller, Change.Kind.CHANGED, before, accepted, change)));
    }

    private Mono<Stored<T>> replaced(
            Caller caller, Change.Kind kind, Stored<T> before, Versions accepted, Draft<T> change) {
        if (!accepted.accept(before.version())) {
            return Mono.error(Refusals.conflict(resource, before));
        }
        return Mono.justOrEmpty(change.changeOf(before.values()))
                .flatMap(value -> rows.update(before, value))
                .flatMap(after -> recorded(caller, kind, before, after))
                .defaultIfEmpty(before);
    }

    Mono<Void> delete(Caller caller, long id, Versions accepted) {
        return unitOfWork.run(rows.delete(id, accepted)
                .switchIfEmpty(refuse(id))
                .flatMap(row -> history.add(List.of(deleted(caller, row)))));
    }

    /** Why nothing was deleted: there is no such row, or it is of another version. */
    private Mono<Stored<T>> refuse(long id) {
        return rows.find(id)
                .switchIfEmpty(Mono.error(() -> Refusals.notFound(resource, id)))
                .flatMap(current -> Mono.error(Refusals.conflict(resource, current)));
    }

    Mono<Long> updateAll(Caller caller, Query query, Draft<T> change) {
        return unitOfWork.run(rows.updateAll(
                query,
                change,
                part -> history.add(part.stream()
                        .map(row -> entry(caller, Change.Kind.CHANGED, row.before(), row.after()))
                        .toList())));
    }

    Mono<Long> deleteAll(Caller caller, Query query) {
        return unitOfWork.run(rows.deleteAll(
                query,
                part -> history.add(
                        part.stream().map(row -> deleted(caller, row)).toList())));
    }

    Mono<Stored<T>> restore(Caller caller, long id, long version, Versions accepted) {
        return unitOfWork
                .run(rows.lock(id)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(current -> state(id, version)
                                .flatMap(state -> current.isPresent()
                                        ? replaced(caller, Change.Kind.RESTORED, current.get(), accepted, state)
                                        : broughtBack(caller, id, accepted, state))))
                .onErrorMap(DomainException.Invalid.class, RecordedRows::notRestorable);
    }

    private Mono<Draft<T>> state(long id, long version) {
        return recordedValues(id, version).map(values -> Draft.of(resource.schema(), values));
    }

    /** The values of a version; of one that was never recorded, those that its successor replaced. */
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

    /** A row as it was in that version. Values that lack a field of today are not all that it had. */
    Mono<Stored<T>> find(long id, long version) {
        Schema<T> schema = resource.schema();
        return rows.find(id).filter(row -> row.version() == version).switchIfEmpty(Mono.defer(() -> recordedValues(
                        id, version)
                .filter(values -> schema.fields().stream().allMatch(field -> values.containsKey(field.name())))
                .map(values -> new Stored<>(id, version, RowValues.of(schema, values)))
                .switchIfEmpty(unknownVersion(id, version))));
    }

    private Mono<Stored<T>> broughtBack(Caller caller, long id, Versions accepted, Draft<T> state) {
        if (!accepted.equals(Versions.ANY)) {
            return Mono.error(Refusals.conflict(resource, null));
        }
        return history.latest(List.of(id))
                .next()
                .flatMap(latest -> rows.putBack(resource.schema().stored(id, latest.version() + 1, state.fresh())))
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
        return new Change(
                id,
                version,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                new Change.Author(caller.id(), caller.name()),
                kind);
    }
}
