package io.flangular.domain.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every implementation of {@link Repository} does. */
public abstract class RepositoryContract {
    private static final String SCRIPTS = "Größe 漢字 🚀 \"q\" 'a' back\\slash 100% a_b";
    private static final Sample FULL = new Sample(
            SCRIPTS,
            "",
            Integer.MAX_VALUE,
            Long.MIN_VALUE,
            new BigDecimal("12345678901234567890.125"),
            true,
            LocalDate.of(2026, 1, 31));
    private static final Sample BARE = new Sample("bare", null, 0, null, null, false, null);

    /** The repository under test, without rows. */
    protected abstract Repository<Sample> repository();

    /** What undoes the repository's changes when they fail. */
    protected abstract UnitOfWork unitOfWork();

    @Test
    void everyTypeComesBackAsItWasStored() {
        Stored<Sample> stored = insert(FULL);
        assertThat(stored.value()).isEqualTo(FULL);
        assertThat(find(stored.id())).isEqualTo(stored);
    }

    @Test
    void nullAndEmptyTextStayApart() {
        assertThat(find(insert(BARE).id()).value().order()).isNull();
        assertThat(find(insert(FULL).id()).value().order()).isEmpty();
    }

    @Test
    void aTextOfManyThousandLettersIsKeptWhole() {
        String text = "漢x".repeat(50_000);
        assertThat(find(insert(new Sample(text, null, 1, null, null, false, null))
                                .id())
                        .value()
                        .name())
                .isEqualTo(text);
    }

    @Test
    void aNewRowHasVersionOneAndAnIdThatGrows() {
        Stored<Sample> first = insert(BARE);
        Stored<Sample> second = insert(BARE);
        assertThat(first.version()).isOne();
        assertThat(second.id()).isGreaterThan(first.id());
    }

    @Test
    void theIdOfADeletedRowIsNotGivenAgain() {
        Stored<Sample> first = insert(BARE);
        StepVerifier.create(repository().delete(first.id(), Versions.ANY))
                .expectNext(first)
                .verifyComplete();
        assertThat(insert(BARE).id()).isGreaterThan(first.id());
    }

    @Test
    void aMissingRowIsNothing() {
        StepVerifier.create(repository().find(4711)).verifyComplete();
        StepVerifier.create(repository().delete(4711, Versions.ANY)).verifyComplete();
        StepVerifier.create(update(4711, Versions.ANY, draft(Map.of("count", 1L))))
                .verifyComplete();
    }

    @Test
    void aChangeKeepsTheOtherFieldsAndRaisesTheVersion() {
        Stored<Sample> row = insert(FULL);
        Stored<Sample> changed = update(row.id(), Versions.ANY, draft(Collections.singletonMap("distance", null)))
                .block();
        assertThat(changed)
                .isEqualTo(new Stored<>(
                        row.id(),
                        2,
                        new Sample(FULL.name(), "", FULL.count(), null, FULL.price(), true, FULL.boughtOn())));
        assertThat(find(row.id())).isEqualTo(changed);
    }

    @Test
    void aChangeOfAVersionThatIsGoneDoesNothing() {
        Stored<Sample> row = insert(BARE);
        update(row.id(), Versions.oneOf(Set.of(1L)), draft(Map.of("count", 2L))).block();
        StepVerifier.create(update(row.id(), Versions.oneOf(Set.of(1L, 7L)), draft(Map.of("count", 3L))))
                .verifyComplete();
        StepVerifier.create(repository().delete(row.id(), Versions.oneOf(Set.of(1L))))
                .verifyComplete();
        StepVerifier.create(repository().delete(row.id(), Versions.oneOf(Set.of())))
                .verifyComplete();
        assertThat(find(row.id()).value().count()).isEqualTo(2);
    }

    @Test
    void aChangeThatTheRecordRefusesIsUndone() {
        Stored<Sample> row = insert(BARE);
        StepVerifier.create(update(row.id(), Versions.ANY, draft(Map.of("count", -1L))))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(DomainException.Invalid.class))
                .verify();
        assertThat(find(row.id())).isEqualTo(row);
    }

    @Test
    void pagesFollowTheIdsAndKnowTheTotal() {
        List<Stored<Sample>> rows = Flux.range(0, 25)
                .concatMap(number -> repository().insert(BARE))
                .collectList()
                .block();
        assertThat(page(1, 10)).isEqualTo(new Page<>(rows.subList(0, 10), 25));
        assertThat(page(3, 10)).isEqualTo(new Page<>(rows.subList(20, 25), 25));
        assertThat(page(5, 5)).isEqualTo(new Page<>(rows.subList(20, 25), 25));
        assertThat(page(4, 10)).isEqualTo(new Page<>(List.of(), 25));
        assertThat(page(Long.MAX_VALUE, 100)).isEqualTo(new Page<>(List.of(), 25));
        assertThat(repository().page(new PageRequest(1, 10, false)).block())
                .isEqualTo(new Page<>(rows.subList(0, 10), Page.NOT_COUNTED));
    }

    @Test
    void anEmptyCollectionHasAnEmptyPage() {
        assertThat(page(1, 10)).isEqualTo(new Page<>(List.of(), 0));
        assertThat(page(2, 10)).isEqualTo(new Page<>(List.of(), 0));
    }

    @Test
    void changesMadeAtOnceAreAllCounted() {
        Stored<Sample> row = insert(BARE);
        Flux.range(0, 64)
                .flatMap(number -> update(row.id(), Versions.ANY, draft(Map.of("distance", (long) number))), 64)
                .collectList()
                .block(Duration.ofSeconds(30));
        assertThat(find(row.id()).version()).isEqualTo(65);
    }

    @Test
    void ofChangesOfOneVersionMadeAtOnceOneSucceeds() {
        Stored<Sample> row = insert(BARE);
        List<Stored<Sample>> changed = Flux.range(0, 16)
                .flatMap(
                        number ->
                                update(row.id(), Versions.oneOf(Set.of(1L)), draft(Map.of("distance", (long) number))),
                        16)
                .collectList()
                .block(Duration.ofSeconds(30));
        assertThat(changed).containsExactly(find(row.id()));
    }

    private Mono<Stored<Sample>> update(long id, Versions accepted, Draft<Sample> change) {
        return unitOfWork().run(repository().update(id, accepted, change));
    }

    private Stored<Sample> insert(Sample value) {
        return repository().insert(value).block();
    }

    private Stored<Sample> find(long id) {
        return repository().find(id).block();
    }

    private Page<Sample> page(long number, int size) {
        return repository().page(new PageRequest(number, size, true)).block();
    }

    private static Draft<Sample> draft(Map<String, ?> given) {
        return Draft.of(Sample.RESOURCE.schema(), given);
    }
}
