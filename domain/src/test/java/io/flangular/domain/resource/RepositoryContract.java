package io.flangular.domain.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.DomainException;
import io.flangular.domain.NoTransaction;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.history.RowChange;
import io.flangular.domain.resource.query.Aggregate;
import io.flangular.domain.resource.query.Cursor;
import io.flangular.domain.resource.query.Filter;
import io.flangular.domain.resource.query.Operator;
import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.resource.query.PageStart;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.query.QueryBuilder;
import io.flangular.domain.resource.schema.Draft;
import io.flangular.domain.resource.schema.Rows;
import io.flangular.domain.resource.schema.Sample;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.domain.resource.schema.Versions;
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
    void everyTypeIsReadAsItWasStored() {
        Stored<Sample> stored = insert(FULL);
        assertThat(stored.value()).isEqualTo(FULL);
        assertThat(find(stored.id())).isEqualTo(stored);
    }

    @Test
    void nullAndTheEmptyStringAreDifferent() {
        assertThat(find(insert(BARE).id()).value().order()).isNull();
        assertThat(find(insert(FULL).id()).value().order()).isEmpty();
    }

    @Test
    void longStringsAreNotTruncated() {
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
    void theIdOfADeletedRowIsNotReused() {
        Stored<Sample> first = insert(BARE);
        StepVerifier.create(repository().delete(first.id(), Versions.ANY))
                .expectNext(first)
                .verifyComplete();
        assertThat(insert(BARE).id()).isGreaterThan(first.id());
    }

    @Test
    void aMissingRowIsNeitherFoundNorChangedNorDeleted() {
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
                .isEqualTo(Sample.RESOURCE
                        .schema()
                        .stored(
                                row.id(),
                                2,
                                new Sample(FULL.name(), "", FULL.count(), null, FULL.price(), true, FULL.boughtOn())));
        assertThat(find(row.id())).isEqualTo(changed);
    }

    @Test
    void aChangeOfAnOutdatedVersionDoesNothing() {
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
    void aChangeThatTheRecordRefusesIsRolledBack() {
        Stored<Sample> row = insert(BARE);
        StepVerifier.create(update(row.id(), Versions.ANY, draft(Map.of("count", -1L))))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(DomainException.Invalid.class))
                .verify();
        assertThat(find(row.id())).isEqualTo(row);
    }

    @Test
    void pagesAreOrderedByIdAndHaveTheTotal() {
        List<Stored<Sample>> rows = Flux.range(0, 25)
                .concatMap(number -> repository().insert(BARE))
                .collectList()
                .block();
        assertThat(page(1, 10)).isEqualTo(new Page<>(rows.subList(0, 10), 25, true));
        assertThat(page(3, 10)).isEqualTo(new Page<>(rows.subList(20, 25), 25, false));
        assertThat(page(5, 5)).isEqualTo(new Page<>(rows.subList(20, 25), 25, false));
        assertThat(page(4, 10)).isEqualTo(new Page<>(List.of(), 25, false));
        assertThat(page(Long.MAX_VALUE, 100)).isEqualTo(new Page<>(List.of(), 25, false));
        assertThat(repository().page(Query.ALL, new PageRequest(1, 10, false)).block())
                .isEqualTo(new Page<>(rows.subList(0, 10), Page.NOT_COUNTED, true));
    }

    @Test
    void anEmptyCollectionHasAnEmptyPage() {
        assertThat(page(1, 10)).isEqualTo(new Page<>(List.of(), 0, false));
        assertThat(page(2, 10)).isEqualTo(new Page<>(List.of(), 0, false));
    }

    @Test
    void concurrentChangesEachRaiseTheVersion() {
        Stored<Sample> row = insert(BARE);
        Flux.range(0, 64)
                .flatMap(number -> update(row.id(), Versions.ANY, draft(Map.of("distance", (long) number))), 64)
                .collectList()
                .block(Duration.ofSeconds(30));
        assertThat(find(row.id()).version()).isEqualTo(65);
    }

    @Test
    void ofConcurrentChangesOfOneVersionOneSucceeds() {
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
    void comparisonsSelectTheRowsForWhichTheyAreTrue() {
        fillForQueries();
        for (Operator operator : Operator.values()) {
            if (operator.isNullCheck()) {
                meansTheSame(query.nullCheck("", "order", operator));
            } else if (operator.takesList()) {
                meansTheSame(query.membership("", "order", operator, List.of("a", "Z", "")));
                meansTheSame(new Filter.Membership("order", operator, Arrays.asList("a", null)));
                meansTheSame(query.membership("", "order", operator, List.of()));
                meansTheSame(query.membership("", "distance", operator, List.of(1L, new BigDecimal("2.5"), "7")));
                for (String field : List.of("id", "count", "distance", "price")) {
                    meansTheSame(query.membership("", field, operator, List.of(new BigDecimal("2.5"))));
                    meansTheSame(query.membership("", field, operator, List.of(2L, 3L, new BigDecimal("3.5"))));
                    meansTheSame(query.membership("", field, operator, List.of(2L, 3L, 1L << 32, Long.MIN_VALUE)));
                    meansTheSame(query.membership("", field, operator, List.of(1L, 2L, new BigDecimal("3.0"))));
                    meansTheSame(
                            query.membership("", field, operator, List.of(1L, new BigDecimal("99999999999999999999"))));
                    meansTheSame(new Filter.Membership(field, operator, Arrays.asList(null, new BigDecimal("1E+30"))));
                }
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
                    for (String number : List.of("2.5", "99999999999999999999", "-1E+30", "1E-30")) {
                        meansTheSame(query.comparison("", "id", operator, new BigDecimal(number)));
                        meansTheSame(query.comparison("", "count", operator, new BigDecimal(number)));
                    }
                    meansTheSame(query.comparison("", "price", operator, 2L));
                    meansTheSame(query.comparison("", "price", operator, new BigDecimal("1E+9")));
                    meansTheSame(query.comparison("", "used", operator, true));
                    meansTheSame(query.comparison("", "boughtOn", operator, "2026-01-31"));
                }
            }
        }
    }

    @Test
    void aFieldCanBeThePatternForAnotherField() {
        List<String> texts = List.of("a", "_", "__", "%", "🚀", "i", "İ", "ſ", "ς", "Σ", "a\\", "%\\", "_%_%_", "a\nb");
        for (String text : texts) {
            for (String pattern : texts) {
                insert(new Sample(pattern, text, 0, null, null, false, null));
            }
        }
        meansTheSame(query.fieldComparison("", "order", Operator.LIKE, "name"));
        meansTheSame(query.fieldComparison("", "order", Operator.NOT_LIKE, "name"));
        meansTheSame(query.fieldComparison("", "id", Operator.LIKE, "name"));
    }

    @Test
    void termsAreCombinedByThreeValuedLogic() {
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
    void limitAndOffsetApplyBeforePages() {
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
                                    all.stream().skip(2L * (page - 1)).limit(2).toList(),
                                    all.size(),
                                    all.size() > 2L * page));
                }
            }
        }
    }

    @Test
    void aStreamHasEveryMatchingRow() {
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
    void aStreamServesSlowReadersAndEndsWhenCancelled() {
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
    void cursorsVisitAllRowsForwardsAndBackwardsInEveryOrder() {
        fillForQueries();
        insert(new Sample("long", "é".repeat(2_000) + "b", 1, 1L, null, true, null));
        insert(new Sample("long", "é".repeat(2_000) + "a", 1, 1L, null, true, null));
        insert(new Sample("long", "é".repeat(2_000) + "a", 2, 2L, null, true, null));
        insert(new Sample("long", "b".repeat(9_000), 2, 2L, null, true, null));
        for (String letter : List.of("🚀", "～", "é", "")) {
            String text = "a".repeat(299) + letter + "z".repeat(2_000);
            insert(new Sample("n".repeat(2_000) + letter, text, 1, null, null, false, null));
        }
        for (Query ordered : everyOrder()) {
            List<Stored<Sample>> all = meant(ordered);
            for (int size : new int[] {1, 3, 100}) {
                String described = ordered.order() + " by " + size;
                assertThat(ids(forwards(ordered, size))).as(described).isEqualTo(ids(all));
                assertThat(ids(backwards(ordered, size, true)))
                        .as(described + " backwards")
                        .isEqualTo(ids(all));
                assertThat(ids(backwards(ordered, size, false)))
                        .as(described + " backwards, uncounted")
                        .isEqualTo(ids(all));
            }
        }
    }

    @Test
    void stringsThatStartAlikeAreOrderedById() {
        for (String character : List.of("x", "é", "🚀")) {
            String beginning = character.repeat(300);
            for (String name : List.of("b", "a", "c")) {
                insert(new Sample(beginning + name, beginning + "z".repeat(9_000) + name, 1, null, null, false, null));
                insert(new Sample("short", null, 1, null, null, false, null));
                insert(new Sample(character.repeat(299) + name, character.repeat(299), 1, null, null, false, null));
            }
            insert(new Sample("short", beginning, 1, null, null, false, null));
        }
        for (Query ordered : everyOrder()) {
            List<Stored<Sample>> all = meant(ordered);
            for (int size : new int[] {2, 100}) {
                String described = ordered.order() + " by " + size;
                assertThat(ids(forwards(ordered, size))).as(described).isEqualTo(ids(all));
                assertThat(ids(backwards(ordered, size, true))).as(described).isEqualTo(ids(all));
            }
            assertThat(ids(repository().stream(ordered).collectList().block())).isEqualTo(ids(all));
        }
    }

    @Test
    void aStreamHasTheRowsAsOfItsStart() {
        for (int i = 0; i < 500; i++) {
            insert(new Sample("n" + i % 7, i % 100 == 0 ? "x".repeat(100_000) : null, i, null, null, false, null));
        }
        Query ordered = new Query(ALL, List.of(query.order("", "name", false)), List.of(), 0, 0);
        List<Stored<Sample>> before = meant(ordered);
        List<Stored<Sample>> streamed = new ArrayList<>();
        StepVerifier.create(repository().stream(ordered), 1)
                .consumeNextWith(streamed::add)
                .then(() -> {
                    before.subList(100, 200)
                            .forEach(row ->
                                    repository().delete(row.id(), Versions.ANY).block());
                    update(before.get(300).id(), Versions.ANY, draft(Map.of("name", "other")))
                            .block();
                    insert(BARE);
                })
                .thenRequest(Long.MAX_VALUE)
                .recordWith(() -> streamed)
                .thenConsumeWhile(row -> true)
                .verifyComplete();
        assertThat(streamed.equals(before)).isTrue();
        assertThat(meant(ordered)).hasSize(401);
    }

    @Test
    void cursorsRespectFiltersAndGroups() {
        fillForQueries();
        Filter filter = new Filter.Or(List.of(
                query.comparison("", "count", Operator.GREATER, 1L), query.nullCheck("", "order", Operator.IS_NULL)));
        for (List<Query.Order> order : List.of(
                List.<Query.Order>of(),
                List.of(query.order("", "distance", true)),
                List.of(query.order("", "order", false), query.order("", "used", true)))) {
            for (List<String> groups : List.of(List.<String>of(), List.of("count", "used"))) {
                Query some = new Query(filter, order, groups, 0, 0);
                assertThat(forwards(some, 2)).isEqualTo(meant(some));
                assertThat(backwards(some, 2, true)).isEqualTo(meant(some));
            }
        }
    }

    @Test
    void concurrentInsertsAndDeletesNeitherSkipNorRepeatOtherRows() {
        for (Query ordered : everyOrder()) {
            for (boolean forwards : new boolean[] {true, false}) {
                deleteAll(Query.ALL, new ArrayList<>());
                fillForQueries();
                List<Stored<Sample>> before = meant(ordered);
                List<Stored<Sample>> found = new ArrayList<>();
                PageStart start = forwards ? PageStart.NUMBER : PageStart.END;
                Page<Sample> page;
                do {
                    page = from(ordered, start, 2, false);
                    found.addAll(forwards ? found.size() : 0, page.rows());
                    insert(new Sample("new", "m", 1, 5L, new BigDecimal("5.5"), true, LocalDate.of(2026, 1, 27)));
                    insert(new Sample("z", null, 9, null, null, false, null));
                    // The row at the border goes, but its place stays.
                    Stored<Sample> border =
                            forwards ? page.rows().getLast() : page.rows().getFirst();
                    repository().delete(border.id(), Versions.ANY).block();
                    Cursor place = Cursor.of(Sample.RESOURCE.schema(), ordered, border);
                    start = forwards ? new PageStart.After(place) : new PageStart.Before(place);
                } while (page.more() && found.size() < 60);
                assertThat(found.stream().filter(before::contains))
                        .as(ordered + (forwards ? " forwards" : " backwards"))
                        .isEqualTo(before);
                assertThat(found).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void theLastPageHasTheRowsThatItsNumberImplies() {
        fillForQueries();
        Query ordered = new Query(ALL, List.of(query.order("", "name", true)), List.of(), 0, 0);
        List<Stored<Sample>> all = meant(ordered);
        assertThat(from(ordered, PageStart.END, 5, true)).isEqualTo(new Page<>(all.subList(10, 13), 13, true));
        assertThat(from(ordered, PageStart.END, 13, true)).isEqualTo(new Page<>(all, 13, false));
        assertThat(from(ordered, PageStart.END, 5, false))
                .isEqualTo(new Page<>(all.subList(8, 13), Page.NOT_COUNTED, true));
        Cursor fourth = Cursor.of(Sample.RESOURCE.schema(), ordered, all.get(3));
        assertThat(from(ordered, new PageStart.After(fourth), 5, true))
                .isEqualTo(new Page<>(all.subList(4, 9), 13, true));
        assertThat(from(ordered, new PageStart.Before(fourth), 5, true))
                .isEqualTo(new Page<>(all.subList(0, 3), 13, false));
        deleteAll(Query.ALL, new ArrayList<>());
        assertThat(from(ordered, PageStart.END, 5, true)).isEqualTo(new Page<>(List.of(), 0, false));
    }

    /** By nothing, by each field and by pairs of them, up and down. */
    private List<Query> everyOrder() {
        List<List<Query.Order>> orders = new ArrayList<>();
        orders.add(List.of());
        for (boolean descending : new boolean[] {false, true}) {
            for (String field : Sample.RESOURCE.schema().names()) {
                orders.add(List.of(query.order("", field, descending)));
            }
            for (boolean other : new boolean[] {false, true}) {
                orders.add(List.of(query.order("", "count", descending), query.order("", "distance", other)));
                orders.add(List.of(query.order("", "order", descending), query.order("", "id", other)));
                orders.add(List.of(query.order("", "name", descending), query.order("", "order", other)));
            }
        }
        orders.add(List.of(
                query.order("", "distance", true),
                query.order("", "order", false),
                query.order("", "distance", false),
                query.order("", "price", true)));
        return orders.stream()
                .map(order -> new Query(ALL, order, List.of(), 0, 0))
                .toList();
    }

    private List<Stored<Sample>> forwards(Query ordered, int size) {
        List<Stored<Sample>> found = new ArrayList<>();
        Page<Sample> page = from(ordered, PageStart.NUMBER, size, true);
        found.addAll(page.rows());
        while (page.more() && found.size() < 100) {
            Cursor place = Cursor.of(Sample.RESOURCE.schema(), ordered, found.getLast());
            page = from(ordered, new PageStart.After(place), size, false);
            found.addAll(page.rows());
        }
        return found;
    }

    private List<Stored<Sample>> backwards(Query ordered, int size, boolean counted) {
        List<Stored<Sample>> found = new ArrayList<>();
        Page<Sample> page = from(ordered, PageStart.END, size, counted);
        found.addAll(page.rows());
        while (page.more() && found.size() < 100) {
            Cursor place = Cursor.of(Sample.RESOURCE.schema(), ordered, found.getFirst());
            page = from(ordered, new PageStart.Before(place), size, counted);
            found.addAll(0, page.rows());
        }
        return found;
    }

    private static List<Long> ids(List<Stored<Sample>> rows) {
        return rows.stream().map(Stored::id).toList();
    }

    private Page<Sample> from(Query ordered, PageStart start, int size, boolean counted) {
        return repository()
                .page(ordered, new PageRequest(1, size, counted, start))
                .block();
    }

    @Test
    void aPageIsCutShortWhenItsStringsAreTooLong() {
        for (int i = 0; i < 45; i++) {
            insert(new Sample("n" + i % 4, "x".repeat(i % 3 == 0 ? 10 : 400_000), i, null, null, false, null));
        }
        insert(new Sample("small", null, 1, null, null, false, null));
        List<Stored<Sample>> stored =
                repository().stream(Query.ALL).collectList().block();
        for (List<Query.Order> order : List.of(
                List.<Query.Order>of(),
                List.of(query.order("", "name", true)),
                List.of(query.order("", "order", false)))) {
            Query ordered = new Query(ALL, order, List.of(), 0, 0);
            List<Stored<Sample>> all = new Rows(Sample.RESOURCE.schema()).of(ordered, stored);
            Page<Sample> first = from(ordered, PageStart.NUMBER, 100, true);
            assertThat(first.total()).isEqualTo(46);
            assertThat(first.shortened()).isTrue();
            assertThat(first.more()).isTrue();
            assertThat(first.rows()).hasSizeBetween(20, 36);
            assertThat(ids(forwards(ordered, 100))).as(order + " forwards").isEqualTo(ids(all));
            assertThat(forwards(ordered, 100).equals(all))
                    .as(order + " forwards")
                    .isTrue();
            assertThat(backwards(ordered, 100, true).equals(all))
                    .as(order + " backwards")
                    .isTrue();
            assertThat(backwards(ordered, 100, false).equals(all))
                    .as(order + " backwards, uncounted")
                    .isTrue();
        }
        assertThat(page(1, 10).shortened()).isFalse();
        assertThat(page(1, 10).rows()).hasSize(10);
    }

    @Test
    void groupingReturnsOneRowPerGroup() {
        fillForQueries();
        meansTheSame(new Query(ALL, List.of(), List.of("used"), 0, 0));
        meansTheSame(new Query(ALL, List.of(query.order("", "count", true)), List.of("count", "order"), 3, 1));
    }

    @Test
    void bulkChangesAffectMatchingRowsOnly() {
        fillForQueries();
        Query cut = new Query(
                query.comparison("", "count", Operator.GREATER, 1L),
                List.of(query.order("", "name", true)),
                List.of(),
                4,
                1);
        List<Stored<Sample>> meant = meant(cut);
        Draft<Sample> change = draft(Map.of("order", "changed"));
        List<RowChange<Sample>> replaced = new ArrayList<>();
        assertThat(unitOfWork()
                        .run(repository()
                                .updateAll(cut, change, part -> Mono.fromRunnable(() -> replaced.addAll(part))))
                        .block())
                .isEqualTo(4);
        assertThat(replaced).extracting(RowChange::before).containsExactlyInAnyOrderElementsOf(meant);
        for (RowChange<Sample> each : replaced) {
            assertThat(find(each.before().id())).isEqualTo(each.after());
        }
        for (Stored<Sample> row : meant) {
            assertThat(find(row.id()))
                    .isEqualTo(Sample.RESOURCE.schema().stored(row.id(), 2, change.applyTo(row.values())));
        }
        Query changed = new Query(query.comparison("", "order", Operator.EQUAL, "changed"), List.of(), List.of(), 0, 0);
        assertThat(meant(changed)).hasSameSizeAs(meant);
        List<Stored<Sample>> deleted = new ArrayList<>();
        assertThat(deleteAll(changed, deleted)).isEqualTo(4);
        assertThat(deleted)
                .containsExactlyInAnyOrderElementsOf(
                        replaced.stream().map(RowChange::after).toList());
        assertThat(deleteAll(changed, new ArrayList<>())).isZero();
        assertThat(meant(changed)).isEmpty();
    }

    @Test
    void bulkChangesAndDeletionsSpanSeveralBatches() {
        Flux.range(0, 700)
                .concatMap(number ->
                        repository().insert(new Sample("many", null, number, null, null, number % 2 == 0, null)))
                .blockLast();
        Query all = new Query(ALL, List.of(), List.of("count"), 0, 0);
        List<Long> versions = new ArrayList<>();
        assertThat(unitOfWork()
                        .run(repository()
                                .updateAll(
                                        all,
                                        draft(Map.of("name", "changed")),
                                        part -> Mono.fromRunnable(() -> part.forEach(
                                                row -> versions.add(row.after().version())))))
                        .block())
                .isEqualTo(700);
        assertThat(versions).hasSize(700).containsOnly(2L);
        List<Stored<Sample>> deleted = new ArrayList<>();
        assertThat(deleteAll(Query.ALL, deleted)).isEqualTo(700);
        assertThat(deleted).hasSize(700).allMatch(row -> row.value().name().equals("changed"));
        assertThat(deleteAll(Query.ALL, deleted)).isZero();
    }

    @Test
    void aBulkChangeThatCannotBeRecordedIsRolledBack() {
        if (!undoes()) {
            return;
        }
        fillForQueries();
        List<Stored<Sample>> before = meant(Query.ALL);
        StepVerifier.create(unitOfWork()
                        .run(repository()
                                .updateAll(
                                        Query.ALL,
                                        draft(Map.of("count", 9L)),
                                        part -> Mono.error(new IllegalStateException("no")))))
                .expectErrorMessage("no")
                .verify();
        StepVerifier.create(unitOfWork()
                        .run(repository().deleteAll(Query.ALL, part -> Mono.error(new IllegalStateException("no")))))
                .expectErrorMessage("no")
                .verify();
        assertThat(meant(Query.ALL)).isEqualTo(before);
    }

    @Test
    void aDeletedRowIsReinsertedOnceUnderItsId() {
        Stored<Sample> row = insert(FULL);
        repository().delete(row.id(), Versions.ANY).block();
        Stored<Sample> again = Sample.RESOURCE.schema().stored(row.id(), 7, FULL);
        StepVerifier.create(unitOfWork().run(repository().reinsert(again)))
                .expectNext(again)
                .verifyComplete();
        assertThat(find(row.id())).isEqualTo(again);
        StepVerifier.create(unitOfWork()
                        .run(repository().reinsert(Sample.RESOURCE.schema().stored(row.id(), 8, BARE))))
                .expectError(DomainException.Conflict.class)
                .verify();
        assertThat(find(row.id())).isEqualTo(again);
        assertThat(insert(BARE).id()).isGreaterThan(row.id());
    }

    @Test
    void lockReturnsTheRow() {
        Stored<Sample> row = insert(FULL);
        StepVerifier.create(unitOfWork().run(repository().lock(row.id())))
                .expectNext(row)
                .verifyComplete();
        StepVerifier.create(unitOfWork().run(repository().lock(4711))).verifyComplete();
    }

    @Test
    void aBulkChangeThatOneRecordRefusesChangesNone() {
        fillForQueries();
        List<Stored<Sample>> before = meant(Query.ALL);
        StepVerifier.create(unitOfWork()
                        .run(repository().updateAll(Query.ALL, draft(Map.of("count", -1L)), part -> Mono.empty())))
                .expectError(DomainException.Invalid.class)
                .verify();
        assertThat(meant(Query.ALL)).isEqualTo(before);
    }

    @Test
    void aggregatesIgnoreNulls() {
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
                repository().page(meant, new PageRequest(1, 200, true)).block();
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

    /** Whether the unit of work undoes what was done in it. */
    private boolean undoes() {
        return !(unitOfWork() instanceof NoTransaction);
    }

    private long deleteAll(Query query, List<Stored<Sample>> deleted) {
        return unitOfWork()
                .run(repository().deleteAll(query, part -> Mono.fromRunnable(() -> deleted.addAll(part))))
                .block();
    }

    private Mono<Stored<Sample>> update(long id, Versions accepted, Draft<Sample> change) {
        return unitOfWork()
                .run(repository()
                        .lock(id)
                        .filter(row -> accepted.accept(row.version()))
                        .flatMap(row -> repository().update(row, change.applyTo(row.values()))));
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
