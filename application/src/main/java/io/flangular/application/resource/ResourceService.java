package io.flangular.application.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.Aggregate;
import io.flangular.domain.resource.Draft;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.Page;
import io.flangular.domain.resource.PageRequest;
import io.flangular.domain.resource.Query;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.Stored;
import io.flangular.domain.resource.Versions;
import java.util.List;
import java.util.Optional;
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
    public Mono<Page<T>> list(Query query, PageRequest request) {
        return rows.page(query, request);
    }

    @Override
    public Mono<Stored<T>> single(Query query) {
        return rows.page(query, new PageRequest(1, 2, false)).map(page -> {
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
    public Mono<Stored<T>> get(long id) {
        return rows.find(id).switchIfEmpty(Mono.error(() -> notFound(id)));
    }

    @Override
    public Mono<Stored<T>> create(Draft<T> draft) {
        return Mono.fromSupplier(draft::fresh).flatMap(rows::insert);
    }

    @Override
    public Mono<Stored<T>> change(long id, Versions accepted, Draft<T> change) {
        if (change.given().isEmpty()) {
            return get(id).flatMap(row -> accepted.accept(row.version()) ? Mono.just(row) : Mono.error(conflict(row)));
        }
        return unitOfWork.run(rows.update(id, accepted, change)).switchIfEmpty(refuse(id));
    }

    @Override
    public Mono<Void> delete(long id, Versions accepted) {
        return rows.delete(id, accepted).switchIfEmpty(refuse(id)).then();
    }

    @Override
    public Mono<Long> changeAll(Query query, Draft<T> change) {
        return change.given().isEmpty() ? Mono.just(0L) : unitOfWork.run(rows.updateAll(query, change));
    }

    @Override
    public Mono<Long> deleteAll(Query query) {
        return rows.deleteAll(query);
    }

    @Override
    public Mono<List<Optional<Object>>> evaluate(List<Aggregate> functions) {
        return rows.evaluate(functions);
    }

    /** Why nothing was changed: there is no such row, or it is of another version. */
    private Mono<Stored<T>> refuse(long id) {
        return get(id).flatMap(current -> Mono.error(conflict(current)));
    }

    private DomainException notFound(long id) {
        return new DomainException.NotFound("There is no " + resource.name() + " with the id " + id + ".");
    }

    private DomainException conflict(Stored<T> current) {
        return new DomainException.Conflict(
                "Somebody else has changed this " + resource.name() + " in the meantime.", current);
    }
}
