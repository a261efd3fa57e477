package io.flangular.application.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.NoTransaction;
import io.flangular.domain.resource.Aggregate;
import io.flangular.domain.resource.Caller;
import io.flangular.domain.resource.Draft;
import io.flangular.domain.resource.InMemoryRepository;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.PageRequest;
import io.flangular.domain.resource.Permission;
import io.flangular.domain.resource.Query;
import io.flangular.domain.resource.Sample;
import io.flangular.domain.resource.Stored;
import io.flangular.domain.resource.Versions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ResourceServiceTest {
    private static final Caller READER = new Caller(1, "reader", Set.of(Permission.READ));
    private static final Caller WRITER = new Caller(2, "writer", Set.of(Permission.READ, Permission.WRITE));
    private static final Class<? extends DomainException> NOT_ALLOWED = DomainException.NotAllowed.class;

    private final ManageResource<Sample> samples = new ResourceService<>(
            Sample.RESOURCE, new InMemoryRepository<>(Sample.RESOURCE.schema()), new NoTransaction());

    @Test
    void whoMayOnlyReadChangesNothing() {
        Stored<Sample> row = create();
        StepVerifier.create(samples.get(READER, row.id())).expectNext(row).verifyComplete();
        refused(samples.create(READER, draft(Map.of("name", "x", "count", 1L, "used", false))), NOT_ALLOWED);
        refused(samples.change(READER, row.id(), Versions.ANY, draft(Map.of("count", 2L))), NOT_ALLOWED);
        refused(samples.change(READER, row.id(), Versions.ANY, draft(Map.of())), NOT_ALLOWED);
        refused(samples.delete(READER, row.id(), Versions.ANY), NOT_ALLOWED);
        refused(samples.changeAll(READER, Query.ALL, draft(Map.of("count", 2L))), NOT_ALLOWED);
        refused(samples.deleteAll(READER, Query.ALL), NOT_ALLOWED);
        StepVerifier.create(samples.get(WRITER, row.id())).expectNext(row).verifyComplete();
    }

    @Test
    void aCollectionsOwnPolicyHasTheLastWord() {
        ManageResource<Sample> closed = new ResourceService<>(
                Sample.RESOURCE.with(
                        (caller, permission) -> caller.permissions().contains(Permission.ADMINISTER)),
                new InMemoryRepository<>(Sample.RESOURCE.schema()),
                new NoTransaction());
        refused(closed.get(WRITER, 1), NOT_ALLOWED);
        refused(closed.list(WRITER, Query.ALL, new PageRequest(1, 10, true)), NOT_ALLOWED);
        refused(closed.single(WRITER, Query.ALL), NOT_ALLOWED);
        refused(closed.evaluate(WRITER, List.of(new Aggregate(Aggregate.Function.COUNT, "name"))), NOT_ALLOWED);
    }

    @Test
    void aMissingRowIsNotFound() {
        refused(samples.get(WRITER, 1), DomainException.NotFound.class);
        refused(samples.delete(WRITER, 1, Versions.ANY), DomainException.NotFound.class);
        refused(samples.change(WRITER, 1, Versions.ANY, draft(Map.of("count", 1L))), DomainException.NotFound.class);
        refused(samples.change(WRITER, 1, Versions.ANY, draft(Map.of())), DomainException.NotFound.class);
    }

    @Test
    void aRowOfAnotherVersionIsAConflictThatCarriesIt() {
        Stored<Sample> row = create();
        Versions stale = Versions.oneOf(Set.of(7L));
        for (Mono<?> change : new Mono<?>[] {
            samples.change(WRITER, row.id(), stale, draft(Map.of("count", 1L))),
            samples.change(WRITER, row.id(), stale, draft(Map.of())),
            samples.delete(WRITER, row.id(), stale)
        }) {
            StepVerifier.create(change)
                    .expectErrorSatisfies(error -> Assertions.assertThat(error)
                            .isInstanceOfSatisfying(DomainException.Conflict.class, conflict -> Assertions.assertThat(
                                            conflict.current())
                                    .isEqualTo(row)))
                    .verify();
        }
    }

    @Test
    void anEmptyChangeKeepsTheVersion() {
        Stored<Sample> row = create();
        StepVerifier.create(samples.change(WRITER, row.id(), Versions.ANY, draft(Map.of())))
                .expectNext(row)
                .verifyComplete();
    }

    @Test
    void aDeletedRowIsGone() {
        Stored<Sample> row = create();
        StepVerifier.create(samples.delete(WRITER, row.id(), Versions.oneOf(Set.of(1L))))
                .verifyComplete();
        refused(samples.get(WRITER, row.id()), DomainException.NotFound.class);
    }

    @Test
    void anIncompleteDraftCreatesNothing() {
        refused(samples.create(WRITER, draft(Map.of("name", "x"))), DomainException.Invalid.class);
    }

    private Stored<Sample> create() {
        return samples.create(WRITER, draft(Map.of("name", "x", "count", 1L, "used", false)))
                .block();
    }

    private static Draft<Sample> draft(Map<String, ?> given) {
        return Draft.of(Sample.RESOURCE.schema(), given);
    }

    private static void refused(Mono<?> work, Class<? extends DomainException> kind) {
        StepVerifier.create(work).expectError(kind).verify();
    }
}
