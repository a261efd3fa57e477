package io.flangular.application.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.NoTransaction;
import io.flangular.domain.resource.Draft;
import io.flangular.domain.resource.InMemoryRepository;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.Sample;
import io.flangular.domain.resource.Stored;
import io.flangular.domain.resource.Versions;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ResourceServiceTest {
    private final ManageResource<Sample> samples = new ResourceService<>(
            Sample.RESOURCE, new InMemoryRepository<>(Sample.RESOURCE.schema()), new NoTransaction());

    @Test
    void aMissingRowIsNotFound() {
        refused(samples.get(1), DomainException.NotFound.class);
        refused(samples.delete(1, Versions.ANY), DomainException.NotFound.class);
        refused(samples.change(1, Versions.ANY, draft(Map.of("count", 1L))), DomainException.NotFound.class);
        refused(samples.change(1, Versions.ANY, draft(Map.of())), DomainException.NotFound.class);
    }

    @Test
    void aRowOfAnotherVersionIsAConflictThatCarriesIt() {
        Stored<Sample> row = create();
        Versions stale = Versions.oneOf(Set.of(7L));
        for (Mono<?> change : new Mono<?>[] {
            samples.change(row.id(), stale, draft(Map.of("count", 1L))),
            samples.change(row.id(), stale, draft(Map.of())),
            samples.delete(row.id(), stale)
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
        StepVerifier.create(samples.change(row.id(), Versions.ANY, draft(Map.of())))
                .expectNext(row)
                .verifyComplete();
    }

    @Test
    void aDeletedRowIsGone() {
        Stored<Sample> row = create();
        StepVerifier.create(samples.delete(row.id(), Versions.oneOf(Set.of(1L))))
                .verifyComplete();
        refused(samples.get(row.id()), DomainException.NotFound.class);
    }

    @Test
    void anIncompleteDraftCreatesNothing() {
        refused(samples.create(draft(Map.of("name", "x"))), DomainException.Invalid.class);
    }

    private Stored<Sample> create() {
        return samples.create(draft(Map.of("name", "x", "count", 1L, "used", false)))
                .block();
    }

    private static Draft<Sample> draft(Map<String, ?> given) {
        return Draft.of(Sample.RESOURCE.schema(), given);
    }

    private static void refused(Mono<?> work, Class<? extends DomainException> kind) {
        StepVerifier.create(work).expectError(kind).verify();
    }
}
