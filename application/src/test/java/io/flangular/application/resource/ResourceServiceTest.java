package io.flangular.application.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.DomainException;
import io.flangular.domain.NoTransaction;
import io.flangular.domain.SettableClock;
import io.flangular.domain.resource.InMemoryRepository;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.access.Permission;
import io.flangular.domain.resource.history.Change;
import io.flangular.domain.resource.history.HistoryEntry;
import io.flangular.domain.resource.history.InMemoryHistory;
import io.flangular.domain.resource.idempotency.IdempotencyKey;
import io.flangular.domain.resource.idempotency.InMemoryIdempotencyKeys;
import io.flangular.domain.resource.query.Aggregate;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Draft;
import io.flangular.domain.resource.schema.Sample;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.domain.resource.schema.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ResourceServiceTest {
    private static final Caller READER = new Caller(1, "reader", Set.of(Permission.READ));
    private static final Caller WRITER = new Caller(2, "writer", Set.of(Permission.READ, Permission.WRITE));
    private static final Class<? extends DomainException> NOT_ALLOWED = DomainException.NotAllowed.class;

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Change.Author AUTHOR = new Change.Author(2, "writer");

    private static final Draft<Sample> SAMPLE = draft(Map.of("name", "x", "count", 1L, "used", false));

    private final SettableClock clock = new SettableClock(START);
    private final InMemoryHistory history = new InMemoryHistory();
    private final ManageResource<Sample> samples = service(Sample.RESOURCE);

    private ManageResource<Sample> service(Resource<Sample> resource) {
        return new ResourceService<>(
                resource,
                new InMemoryRepository<>(resource.schema()),
                history,
                new InMemoryIdempotencyKeys(),
                new NoTransaction(),
                clock);
    }

    @Test
    void readersChangeNothing() {
        Stored<Sample> row = create();
        StepVerifier.create(samples.get(READER, row.id())).expectNext(row).verifyComplete();
        refused(samples.create(READER, draft(Map.of("name", "x", "count", 1L, "used", false))), NOT_ALLOWED);
        refused(samples.change(READER, row.id(), Versions.ANY, draft(Map.of("count", 2L))), NOT_ALLOWED);
        refused(samples.change(READER, row.id(), Versions.ANY, draft(Map.of())), NOT_ALLOWED);
        refused(samples.delete(READER, row.id(), Versions.ANY), NOT_ALLOWED);
        refused(samples.changeAll(READER, Query.ALL, draft(Map.of("count", 2L))), NOT_ALLOWED);
        refused(samples.deleteAll(READER, Query.ALL), NOT_ALLOWED);
        refused(samples.create(READER, SAMPLE, new IdempotencyKey("key", "x")), NOT_ALLOWED);
        refused(samples.restore(READER, row.id(), 1, Versions.ANY), NOT_ALLOWED);
        StepVerifier.create(samples.get(WRITER, row.id())).expectNext(row).verifyComplete();
    }

    @Test
    void theAccessPolicyOfACollectionIsRespected() {
        ManageResource<Sample> closed = service(Sample.RESOURCE.with(
                (caller, permission) -> caller.permissions().contains(Permission.ADMINISTER)));
        refused(closed.get(WRITER, 1), NOT_ALLOWED);
        refused(closed.list(WRITER, Query.ALL, new PageRequest(1, 10, true)), NOT_ALLOWED);
        refused(closed.single(WRITER, Query.ALL), NOT_ALLOWED);
        refused(closed.history(WRITER, 1, new PageRequest(1, 10, true)), NOT_ALLOWED);
        refused(closed.changes(WRITER, List.of()), NOT_ALLOWED);
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
    void aChangeOfAnotherVersionIsAConflictWithTheCurrentRow() {
        Stored<Sample> row = create();
        Versions stale = Versions.oneOf(Set.of(7L));
        for (Mono<?> change : new Mono<?>[] {
            samples.change(WRITER, row.id(), stale, draft(Map.of("count", 1L))),
            samples.change(WRITER, row.id(), stale, draft(Map.of())),
            samples.delete(WRITER, row.id(), stale)
        }) {
            StepVerifier.create(change)
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOfSatisfying(
                                    DomainException.Conflict.class,
                                    conflict -> assertThat(conflict.current()).isEqualTo(row)))
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
    void aDeletedRowIsNotFound() {
        Stored<Sample> row = create();
        StepVerifier.create(samples.delete(WRITER, row.id(), Versions.oneOf(Set.of(1L))))
                .verifyComplete();
        refused(samples.get(WRITER, row.id()), DomainException.NotFound.class);
    }

    @Test
    void anIncompleteDraftIsNotCreated() {
        refused(samples.create(WRITER, draft(Map.of("name", "x"))), DomainException.Invalid.class);
    }

    @Test
    void everyChangeIsRecordedWithAuthorTimeAndValues() {
        Stored<Sample> created = create();
        clock.advance(Duration.ofMinutes(1));
        Stored<Sample> changed = change(created, "count", 2L);
        clock.advance(Duration.ofMinutes(1));
        samples.delete(WRITER, created.id(), Versions.ANY).block();
        assertThat(history(created.id()))
                .containsExactly(
                        entry(2, 3, Change.Kind.DELETED, changed, null),
                        entry(1, 2, Change.Kind.CHANGED, created, changed),
                        entry(0, 1, Change.Kind.CREATED, null, created));
    }

    @Test
    void bulkChangesAreRecordedForEachRow() {
        Stored<Sample> first = create();
        Stored<Sample> second = create();
        assertThat(samples.changeAll(WRITER, Query.ALL, draft(Map.of("count", 2L)))
                        .block())
                .isEqualTo(2);
        Stored<Sample> changed = samples.get(READER, first.id()).block();
        assertThat(samples.deleteAll(WRITER, Query.ALL).block()).isEqualTo(2);
        assertThat(history(first.id()))
                .containsExactly(
                        entry(0, 3, Change.Kind.DELETED, changed, null),
                        entry(0, 2, Change.Kind.CHANGED, first, changed),
                        entry(0, 1, Change.Kind.CREATED, null, first));
        assertThat(history(second.id())).hasSize(3);
    }

    @Test
    void anEarlierVersionIsRestoredAsANewOne() {
        Stored<Sample> created = create();
        Stored<Sample> changed = change(created, "order", "o");
        refused(samples.restore(WRITER, created.id(), 1, Versions.oneOf(Set.of(1L))), DomainException.Conflict.class);
        Stored<Sample> restored = samples.restore(WRITER, created.id(), 1, Versions.oneOf(Set.of(2L)))
                .block();
        assertThat(restored).isEqualTo(Sample.RESOURCE.schema().stored(created.id(), 3, created.value()));
        assertThat(samples.get(READER, created.id()).block()).isEqualTo(restored);
        assertThat(history(created.id()).getFirst()).isEqualTo(entry(0, 3, Change.Kind.RESTORED, changed, restored));
        refused(samples.restore(WRITER, created.id(), 4, Versions.ANY), DomainException.NotFound.class);
        refused(samples.restore(WRITER, 4711, 1, Versions.ANY), DomainException.NotFound.class);
    }

    @Test
    void aDeletedRowIsRestoredWithTheNextVersion() {
        Stored<Sample> created = create();
        change(created, "count", 2L);
        samples.delete(WRITER, created.id(), Versions.ANY).block();
        refused(samples.restore(WRITER, created.id(), 2, Versions.oneOf(Set.of(2L))), DomainException.Conflict.class);
        Stored<Sample> back =
                samples.restore(WRITER, created.id(), 3, Versions.ANY).block();
        assertThat(back.version()).isEqualTo(4);
        assertThat(back.value().count()).isEqualTo(2);
        assertThat(samples.restore(WRITER, created.id(), 1, Versions.ANY).block())
                .isEqualTo(Sample.RESOURCE.schema().stored(created.id(), 5, created.value()));
    }

    @Test
    void aVersionThatBreaksTodaysRulesIsNotRestored() {
        Stored<Sample> created = create();
        Change former = new Change(created.id(), 7, START, AUTHOR, Change.Kind.CHANGED);
        history.add(List.of(HistoryEntry.of(former, null, Map.of("name", " ", "count", -1L))))
                .block();
        StepVerifier.create(samples.restore(WRITER, created.id(), 7, Versions.ANY))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(DomainException.Invalid.class)
                        .hasMessage("This version cannot be restored: name must not be blank; count must not be"
                                + " negative"))
                .verify();
        samples.delete(WRITER, created.id(), Versions.ANY).block();
        refused(samples.restore(WRITER, created.id(), 7, Versions.ANY), DomainException.Invalid.class);
    }

    @Test
    void theLatestChangeIsUnknownForARowChangedElsewhere() {
        Stored<Sample> row = create();
        assertThat(samples.changes(READER, List.of(row)).block())
                .isEqualTo(Map.of(row.id(), new Change(row.id(), 1, START, AUTHOR, Change.Kind.CREATED)));
        assertThat(samples.changes(READER, List.of(Sample.RESOURCE.schema().stored(row.id(), 2, row.value())))
                        .block())
                .isEmpty();
        assertThat(samples.changes(READER, List.of()).block()).isEmpty();
    }

    @Test
    void theCreationOfARowIsFoundAfterChangesAndDeletion() {
        Stored<Sample> row = create();
        Map<Long, Change> created = Map.of(row.id(), new Change(row.id(), 1, START, AUTHOR, Change.Kind.CREATED));
        clock.advance(Duration.ofMinutes(1));
        change(row, "count", 2L);
        assertThat(samples.changes(READER, List.of(row)).block()).isEqualTo(created);
        samples.delete(WRITER, row.id(), Versions.ANY).block();
        assertThat(samples.changes(READER, List.of(row)).block()).isEqualTo(created);
    }

    @Test
    void anUnknownRowHasNoHistory() {
        refused(samples.history(READER, 4711, new PageRequest(1, 10, true)), DomainException.NotFound.class);
    }

    @Test
    void theSameIdempotencyKeyCreatesOneRowAndReturnsItAsCreated() {
        IdempotencyKey key = new IdempotencyKey("key", "x");
        Stored<Sample> created = samples.create(WRITER, SAMPLE, key).block();
        change(created, "count", 2L);
        assertThat(samples.create(WRITER, SAMPLE, key).block()).isEqualTo(created);
        samples.delete(WRITER, created.id(), Versions.ANY).block();
        assertThat(samples.create(WRITER, SAMPLE, key).block()).isEqualTo(created);
        refused(samples.create(WRITER, SAMPLE, new IdempotencyKey("key", "y")), DomainException.Contradiction.class);
        assertThat(samples.create(WRITER, SAMPLE, new IdempotencyKey("other", "x"))
                        .block()
                        .id())
                .isNotEqualTo(created.id());
    }

    @Test
    void aRefusedRequestDoesNotUseItsIdempotencyKey() {
        IdempotencyKey key = new IdempotencyKey("key", "x");
        refused(samples.create(WRITER, draft(Map.of("name", "x")), key), DomainException.Invalid.class);
        assertThat(samples.create(WRITER, SAMPLE, new IdempotencyKey("key", "y"))
                        .block())
                .isNotNull();
    }

    private List<HistoryEntry> history(long id) {
        return samples.history(READER, id, new PageRequest(1, 10, true)).block().entries();
    }

    private static HistoryEntry entry(
            int minutes, long version, Change.Kind kind, Stored<Sample> before, Stored<Sample> after) {
        Change change = new Change(
                (before == null ? after : before).id(), version, START.plusSeconds(60L * minutes), AUTHOR, kind);
        return HistoryEntry.of(change, values(before), values(after));
    }

    private static Map<String, Object> values(Stored<Sample> row) {
        return row == null ? null : row.values().byName();
    }

    private Stored<Sample> create() {
        return samples.create(WRITER, SAMPLE).block();
    }

    private Stored<Sample> change(Stored<Sample> row, String field, Object value) {
        return samples.change(WRITER, row.id(), Versions.ANY, draft(Map.of(field, value)))
                .block();
    }

    private static Draft<Sample> draft(Map<String, ?> given) {
        return Draft.of(Sample.RESOURCE.schema(), given);
    }

    private static void refused(Mono<?> work, Class<? extends DomainException> kind) {
        StepVerifier.create(work).expectError(kind).verify();
    }
}
