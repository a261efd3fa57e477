package io.flangular.domain.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        assertThat(repository().page(Query.ALL, new PageRequest(1, 10, false)).block())
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

    @Test
    void comparisonsKeepTheRowsForWhichTheyAreTrue() {
        fillForQueries();
        for (Operator operator : Operator.values()) {
            if (operator.asksForNull()) {
                meansTheSame(query.nullCheck("", "order", operator));
            } else if (operator.takesList()) {
                meansTheSame(query.membership("", "order", operator, List.of("a", "Z", "")));
                meansTheSame(query.membership("", "order", operator, Arrays.asList("a", null)));
                meansTheSame(query.membership("", "order", operator, List.of()));
                meansTheSame(query.membership("", "distance", operator, List.of(1L, new BigDecimal("2.5"), "7")));
                meansTheSame(query.membership("", "boughtOn", operator, List.of("2026-01-31")));
            } else {
                for (String text : List.of("a", "", "Z", "%", "_", "100%", "\\%", "ä%", "%Ö%", "～", "🚀", "%B_R%")) {
                    meansTheSame(query.comparison("", "order", operator, text));
                }
                meansTheSame(query.comparison("", "id", operator, operator.takesPattern() ? "1%" : "3"));
                meansTheSame(query.fieldComparison("", "order", operator, "name"));
                meansTheSame(query.fieldComparison("", "count", operator, "distance"));
                if (!operator.takesPattern()) {
                    meansTheSame(query.comparison("", "distance", operator, new BigDecimal("2.5")));
                    meansTheSame(query.comparison("", "price", operator, 2L));
                    meansTheSame(query.comparison("", "used", operator, true));
                    meansTheSame(query.comparison("", "boughtOn", operator, "2026-01-31"));
                }
            }
        }
    }

    @Test
    void termsAreJoinedByTheLogicOfThreeValues() {
        fillForQueries();
        Filter unknown = query.comparison("", "order", Operator.EQUAL, "a");
        Filter known = query.comparison("", "count", Operator.GREATER, 2L);
        meansTheSame(new Filter.And(List.of(unknown, known)));
        meansTheSame(new Filter.Or(List.of(unknown, known)));
        meansTheSame(new Filter.Or(List.of()));
        meansTheSame(new Filter.And(List.of(new Filter.Or(List.of(unknown, new Filter.And(List.of()))), known)));
        meansTheSame(new Filter.Or(List.of(new Filter.And(List.of(unknown, known)), known, unknown)));
    }

    @Test
    void theOrderIsByCodePointWithNullFirst() {
        fillForQueries();
        for (String field : Sample.RESOURCE.schema().names()) {
            for (boolean descending : new boolean[] {false, true}) {
                Query ordered = new Query(ALL, List.of(query.order("", field, descending)), List.of(), 0, 0);
                meansTheSame(ordered);
                meansTheSame(new Query(
                        ALL,
                        List.of(query.order("", "used", !descending), query.order("", field, descending)),
                        List.of(),
                        0,
                        0));
            }
        }
        assertThat(repository()
                        .page(
                                new Query(ALL, List.of(query.order("", "order", false)), List.of(), 0, 0),
                                new PageRequest(1, 100, true))
                        .block()
                        .rows())
                .extracting(row -> row.value().order())
                .containsExactly(null, "", "100%", "A", "BÜRO", "Büro", "Z", "a", "a\\%", "ab", "ä", "～", "🚀");
    }

    @Test
    void limitAndOffsetCutBeforePagesDo() {
        fillForQueries();
        for (long limit : new long[] {0, 1, 5, 100}) {
            for (long offset : new long[] {0, 3, 100}) {
                Query cut = new Query(ALL, List.of(query.order("", "name", true)), List.of(), limit, offset);
                List<Stored<Sample>> all = meant(cut);
                for (int page = 1; page <= 4; page++) {
                    assertThat(repository()
                                    .page(cut, new PageRequest(page, 2, true))
                                    .block())
                            .isEqualTo(new Page<>(
                                    all.stream().skip(2L * (page - 1)).limit(2).toList(), all.size()));
                }
            }
        }
    }

    @Test
    void aStreamHasEveryRowThatIsMeant() {
        fillForQueries();
        for (Query each : List.of(
                Query.ALL,
                new Query(ALL, List.of(query.order("", "name", true)), List.of(), 0, 0),
                new Query(ALL, List.of(query.order("", "order", false)), List.of(), 5, 3),
                new Query(ALL, List.of(), List.of("used"), 0, 0),
                new Query(query.comparison("", "count", Operator.GREATER, 1L), List.of(), List.of(), 2, 0))) {
            assertThat(repository().stream(each).collectList().block()).isEqualTo(meant(each));
        }
    }

    @Test
    void aStreamGoesOnWhenItIsReadSlowlyAndEndsWhenItIsLeft() {
        Flux.range(0, 1_000).concatMap(number -> repository().insert(BARE)).blockLast(Duration.ofSeconds(30));
        StepVerifier.create(repository().stream(Query.ALL), 1)
                .expectNextCount(1)
                .thenRequest(300)
                .expectNextCount(300)
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(699)
                .verifyComplete();
        for (int i = 0; i < 20; i++) {
            StepVerifier.create(repository().stream(Query.ALL), 5)
                    .expectNextCount(5)
                    .thenCancel()
                    .verify();
        }
        assertThat(page(1, 1).total()).isEqualTo(1_000);
    }

    @Test
    void oneRowStandsForEachGroup() {
        fillForQueries();
        meansTheSame(new Query(ALL, List.of(), List.of("used"), 0, 0));
        meansTheSame(new Query(ALL, List.of(query.order("", "count", true)), List.of("count", "order"), 3, 1));
    }

    @Test
    void allMeantRowsAreChangedAndNoOthers() {
        fillForQueries();
        Query cut = new Query(
                query.comparison("", "count", Operator.GREATER, 1L),
                List.of(query.order("", "name", true)),
                List.of(),
                4,
                1);
        List<Stored<Sample>> meant = meant(cut);
        Draft<Sample> change = draft(Map.of("order", "changed"));
        assertThat(unitOfWork().run(repository().updateAll(cut, change)).block())
                .isEqualTo(4);
        for (Stored<Sample> row : meant) {
            assertThat(find(row.id())).isEqualTo(new Stored<>(row.id(), 2, change.onto(row.value())));
        }
        Query changed = new Query(query.comparison("", "order", Operator.EQUAL, "changed"), List.of(), List.of(), 0, 0);
        assertThat(meant(changed)).hasSameSizeAs(meant);
        assertThat(repository().deleteAll(changed).block()).isEqualTo(4);
        assertThat(repository().deleteAll(changed).block()).isZero();
        assertThat(meant(changed)).isEmpty();
    }

    @Test
    void aChangeThatOneRecordRefusesChangesNone() {
        fillForQueries();
        List<Stored<Sample>> before = meant(Query.ALL);
        StepVerifier.create(unitOfWork().run(repository().updateAll(Query.ALL, draft(Map.of("count", -1L)))))
                .expectError(DomainException.Invalid.class)
                .verify();
        assertThat(meant(Query.ALL)).isEqualTo(before);
    }

    @Test
    void functionsCountWithoutNulls() {
        List<Aggregate> functions = new ArrayList<>();
        for (String field : Sample.RESOURCE.schema().names()) {
            boolean isNumber = Sample.RESOURCE.schema().typeOf(field).isNumber();
            for (Aggregate.Function function : Aggregate.Function.values()) {
                if (isNumber || (function != Aggregate.Function.SUM && function != Aggregate.Function.AVG)) {
                    functions.add(new Aggregate(function, field));
                }
            }
        }
        compareOutcomes(functions);
        fillForQueries();
        compareOutcomes(functions);
    }

    private void compareOutcomes(List<Aggregate> functions) {
        List<Stored<Sample>> rows = meant(Query.ALL);
        List<Optional<Object>> outcomes = repository().evaluate(functions).block();
        Rows reference = new Rows(Sample.RESOURCE.schema());
        for (int i = 0; i < functions.size(); i++) {
            Object expected = reference.outcome(functions.get(i), rows);
            Object actual = outcomes.get(i).orElse(null);
            if (expected instanceof BigDecimal number) {
                assertThat((BigDecimal) actual).as(functions.get(i).name()).isEqualByComparingTo(number);
            } else {
                assertThat(actual).as(functions.get(i).name()).isEqualTo(expected);
            }
        }
    }

    private static final Filter ALL = new Filter.And(List.of());
    private final QueryBuilder query = new QueryBuilder(Sample.RESOURCE.schema(), Integer.MAX_VALUE);

    private void fillForQueries() {
        String[] texts = {null, "", "a", "A", "Z", "ab", "a\\%", "100%", "Büro", "BÜRO", "ä", "～", "🚀"};
        for (int i = 0; i < texts.length; i++) {
            insert(new Sample(
                    i % 2 == 0 ? "A_" : "n" + i,
                    texts[(i * 5) % texts.length],
                    i % 4,
                    i % 3 == 0 ? null : Long.valueOf(i),
                    i % 5 == 0 ? null : new BigDecimal(i + ".125"),
                    i % 2 == 0,
                    i % 6 == 0 ? null : LocalDate.of(2026, 1, 25 + i % 7)));
        }
    }

    private void meansTheSame(Filter filter) {
        meansTheSame(new Query(filter, List.of(), List.of(), 0, 0));
    }

    /** What the repository finds is what the reference finds among all rows. */
    private void meansTheSame(Query meant) {
        Page<Sample> found =
                repository().page(meant, new PageRequest(1, 100, true)).block();
        assertThat(found.rows()).as(meant.toString()).isEqualTo(meant(meant));
        assertThat(found.total()).isEqualTo(found.rows().size());
    }

    private List<Stored<Sample>> meant(Query meant) {
        return new Rows(Sample.RESOURCE.schema())
                .of(
                        meant,
                        repository()
                                .page(Query.ALL, new PageRequest(1, 1000, false))
                                .block()
                                .rows());
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
        return repository().page(Query.ALL, new PageRequest(number, size, true)).block();
    }

    private static Draft<Sample> draft(Map<String, ?> given) {
        return Draft.of(Sample.RESOURCE.schema(), given);
    }
}
