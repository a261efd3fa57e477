package io.flangular.application.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.Aggregate;
import io.flangular.domain.resource.Caller;
import io.flangular.domain.resource.Draft;
import io.flangular.domain.resource.ImportTable;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.Page;
import io.flangular.domain.resource.PageRequest;
import io.flangular.domain.resource.Permission;
import io.flangular.domain.resource.Query;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.Stored;
import io.flangular.domain.resource.Versions;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Manages a collection: any collection, since all that differs stands in its declaration. */
public final class ResourceService<T extends Record> implements ManageResource<T> {
    private final Resource<T> resource;
    private final Repository<T> rows;
    private final UnitOfWork unitOfWork;

    /** A service for the declared collection, whose rows the repository keeps. */
    public ResourceService(Resource<T> resource, Repository<T> rows, UnitOfWork unitOfWork) {
        this.resource = resource;
        this.rows = rows;
        this.unitOfWork = unitOfWork;
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
            if (page.rows().size() > 1) {
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
    public Mono<Stored<T>> create(Caller caller, Draft<T> draft) {
        return allowed(caller, Permission.WRITE, () -> rows.insert(draft.fresh()));
    }

    @Override
    public Mono<Stored<T>> change(Caller caller, long id, Versions accepted, Draft<T> change) {
        return allowed(caller, Permission.WRITE, () -> {
            if (change.given().isEmpty()) {
                return existing(id)
                        .flatMap(row -> accepted.accept(row.version()) ? Mono.just(row) : Mono.error(conflict(row)));
            }
            return unitOfWork.run(rows.update(id, accepted, change)).switchIfEmpty(refuse(id));
        });
    }

    @Override
    public Mono<Void> delete(Caller caller, long id, Versions accepted) {
        return allowed(caller, Permission.WRITE, () -> rows.delete(id, accepted)
                .switchIfEmpty(refuse(id))
                .then());
    }

    @Override
    public Mono<Long> changeAll(Caller caller, Query query, Draft<T> change) {
        return allowed(
                caller,
                Permission.WRITE,
                () -> change.given().isEmpty() ? Mono.just(0L) : unitOfWork.run(rows.updateAll(query, change)));
    }

    @Override
    public Mono<Long> deleteAll(Caller caller, Query query) {
        return allowed(caller, Permission.WRITE, () -> rows.deleteAll(query));
    }

    @Override
    public Mono<List<Optional<Object>>> evaluate(Caller caller, List<Aggregate> functions) {
        return allowed(caller, Permission.READ, () -> rows.evaluate(functions));
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
        return rows.find(id).switchIfEmpty(Mono.error(() -> notFound(id)));
    }

    /** Why nothing was changed: there is no such row, or it is of another version. */
    private Mono<Stored<T>> refuse(long id) {
        return existing(id).flatMap(current -> Mono.error(conflict(current)));
    }

    private DomainException notFound(long id) {
        return new DomainException.NotFound("There is no " + resource.name() + " with the id " + id + ".");
    }

    private DomainException conflict(Stored<T> current) {
        return new DomainException.Conflict(
                "Somebody else has changed this " + resource.name() + " in the meantime.", current);
    }
}
