package io.flangular.application.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.access.Permission;
import io.flangular.domain.resource.history.Change;
import io.flangular.domain.resource.history.History;
import io.flangular.domain.resource.history.HistoryEntry;
import io.flangular.domain.resource.history.HistoryPage;
import io.flangular.domain.resource.idempotency.IdempotencyKey;
import io.flangular.domain.resource.idempotency.IdempotencyKeys;
import io.flangular.domain.resource.imports.ImportTable;
import io.flangular.domain.resource.query.Aggregate;
import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Draft;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.domain.resource.schema.Versions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The use cases of any collection; all that differs is in its {@link Resource}. */
public final class ResourceService<T extends Record> implements ManageResource<T> {
    private final Resource<T> resource;
    private final Repository<T> rows;
    private final History history;
    private final VersionedRowStore<T> store;
    private final IdempotentCreate<T> idempotentCreate;
    private final UnitOfWork unitOfWork;

    public ResourceService(
            Resource<T> resource,
            Repository<T> rows,
            History history,
            IdempotencyKeys keys,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.resource = resource;
        this.rows = rows;
        this.history = history;
        this.unitOfWork = unitOfWork;
        this.store = new VersionedRowStore<>(resource, rows, history, unitOfWork, clock);
        this.idempotentCreate = new IdempotentCreate<>(resource, keys, history, unitOfWork, clock);
    }

    @Override
    public Resource<T> resource() {
        return resource;
    }

    @Override
    public Mono<Page<T>> list(Caller caller, Query query, PageRequest request) {
        return allowed(caller, Permission.READ, () -> rows.page(query, request));
    }

    @Override
    public Flux<Stored<T>> stream(Caller caller, Query query) {
        return Flux.defer(() -> {
            resource.require(caller, Permission.READ);
            return rows.stream(query);
        });
    }

    @Override
    public Mono<Stored<T>> single(Caller caller, Query query) {
        return list(caller, query, new PageRequest(1, 2, false)).map(page -> {
            if (page.rows().isEmpty()) {
                throw new DomainException.NotFound("No result found");
            }
            if (page.rows().size() > 1 || page.more()) {
                throw new DomainException.Invalid("Multiple results found");
            }
            return page.rows().getFirst();
        });
    }

    @Override
    public Mono<Stored<T>> get(Caller caller, long id) {
        return allowed(caller, Permission.READ, () -> existing(id));
    }

    @Override
    public Mono<Stored<T>> get(Caller caller, long id, long version) {
        return allowed(caller, Permission.READ, () -> store.find(id, version));
    }

    @Override
    public Mono<Stored<T>> create(Caller caller, Draft<T> draft) {
        return allowed(caller, Permission.WRITE, () -> store.insert(caller, draft.toRecord()));
    }

    @Override
    public Mono<Stored<T>> create(Caller caller, Draft<T> draft, IdempotencyKey key) {
        return allowed(
                caller,
                Permission.WRITE,
                () -> idempotentCreate.create(caller, key, Mono.defer(() -> store.insert(caller, draft.toRecord()))));
    }

    @Override
    public Mono<Stored<T>> change(Caller caller, long id, Versions accepted, Draft<T> change) {
        return allowed(caller, Permission.WRITE, () -> {
            if (change.given().isEmpty()) {
                return existing(id)
                        .flatMap(row -> accepted.accept(row.version())
                                ? Mono.just(row)
                                : Mono.error(ResourceErrors.conflict(resource, row)));
            }
            return store.update(caller, id, accepted, change);
        });
    }

    @Override
    public Mono<Void> delete(Caller caller, long id, Versions accepted) {
        return allowed(caller, Permission.WRITE, () -> store.delete(caller, id, accepted));
    }

    @Override
    public Mono<Long> changeAll(Caller caller, Query query, Draft<T> change) {
        return allowed(
                caller,
                Permission.WRITE,
                () -> change.given().isEmpty() ? Mono.just(0L) : store.updateAll(caller, query, change));
    }

    @Override
    public Mono<Long> deleteAll(Caller caller, Query query) {
        return allowed(caller, Permission.WRITE, () -> store.deleteAll(caller, query));
    }

    @Override
    public Mono<HistoryPage> history(Caller caller, long id, PageRequest request) {
        return allowed(
                caller,
                Permission.READ,
                () -> history.page(id, request)
                        .flatMap(page -> page.total() > 0
                                ? Mono.just(page)
                                : existing(id).thenReturn(page)));
    }

    @Override
    public Mono<Map<Long, Change>> changes(Caller caller, List<Stored<T>> rows) {
        return allowed(caller, Permission.READ, () -> {
            Map<Long, Long> versions = rows.stream().collect(Collectors.toMap(Stored::id, Stored::version));
            return history.latest(versions.keySet())
                    .concatMap(latest -> {
                        long version = Objects.requireNonNull(versions.get(latest.rowId()));
                        // A row that has been changed since: of a repeated creation, and between the two queries.
                        return latest.version() > version
                                ? history.find(latest.rowId(), version).map(HistoryEntry::change)
                                : Mono.just(latest).filter(change -> change.version() == version);
                    })
                    .collectMap(Change::rowId);
        });
    }

    @Override
    public Mono<Stored<T>> restore(Caller caller, long id, long version, Versions accepted) {
        return allowed(caller, Permission.WRITE, () -> store.restore(caller, id, version, accepted));
    }

    @Override
    public Mono<List<Optional<Object>>> evaluate(Caller caller, List<Aggregate> functions) {
        return allowed(caller, Permission.READ, () -> rows.evaluate(functions));
    }

    @Override
    public <R> Mono<R> preview(Mono<R> work) {
        return unitOfWork
                .run(work.singleOptional().<R>flatMap(outcome -> Mono.error(new Previewed(outcome))))
                .onErrorResume(Previewed.class, previewed -> Mono.justOrEmpty(previewed.<R>outcome()));
    }

    /** Rolls back the unit of work of a preview, and carries its result. */
    private static final class Previewed extends RuntimeException {
        private final transient Optional<?> outcome;

        Previewed(Optional<?> outcome) {
            super("preview undone", null, false, false);
            this.outcome = outcome;
        }

        @SuppressWarnings("unchecked") // of the work that this was made for
        <R> Optional<R> outcome() {
            return (Optional<R>) outcome;
        }
    }

    @Override
    public ImportTable imports() {
        return new ImportService<>(this, unitOfWork);
    }

    private <R> Mono<R> allowed(Caller caller, Permission permission, Supplier<Mono<R>> work) {
        return Mono.defer(() -> {
            resource.require(caller, permission);
            return work.get();
        });
    }

    private Mono<Stored<T>> existing(long id) {
        return rows.find(id).switchIfEmpty(Mono.error(() -> ResourceErrors.notFound(resource, id)));
    }
}
