package io.flangular.web.resource.limit;

import io.flangular.domain.resource.query.Filter;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Schema;
import java.time.Duration;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Which requests to collections are expensive, and how many of them run at once in all collections together. Those that
 * last as long as their client reads or sends do not keep back those that only the database keeps busy.
 *
 * @param tables exports, and imports that have been received
 * @param uploads imports, from their first byte on: a slow one keeps no other user back
 * @param statements functions, grouped searches, searches in the middle of a text or for many values, changes and
 *     deletions of many rows
 * @param bodies JSON that is being received, and is not small
 * @param pages all other lists, and histories: most take a millisecond, but the longest texts take seconds
 */
public record ExpensiveRequests(
        ConcurrencyLimiter tables,
        ConcurrencyLimiter uploads,
        ConcurrencyLimiter statements,
        ConcurrencyLimiter pages,
        ConcurrencyLimiter bodies) {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** H2 compares each row with each of the values, as long as they are not ids. */
    private static final int MANY_VALUES = 50;

    /** The limits of an application, which leave four of the database's sixteen connections for everything else. */
    public ExpensiveRequests() {
        this(
                new ConcurrencyLimiter(4, 2, 8, LONGEST_WAIT),
                new ConcurrencyLimiter(32, 4, 8, LONGEST_WAIT),
                new ConcurrencyLimiter(4, 2, 32, LONGEST_WAIT),
                new ConcurrencyLimiter(4, 3, 100, LONGEST_WAIT),
                new ConcurrencyLimiter(32, 8, 100, LONGEST_WAIT));
    }

    /** The same work in its turn among the lists that cost a database as much as this query. */
    public <R> Mono<R> limitList(long user, Query query, Mono<R> work) {
        return (isExpensive(query) ? statements : pages).limit(user, work);
    }

    /** Whether a database has to look at all rows for the query, or for long at each. */
    static boolean isExpensive(Query query) {
        return !query.groupBy().isEmpty()
                || comparisons(query.filter()).anyMatch(ExpensiveRequests::scans)
                || comparisons(query.filter())
                                .mapToInt(ExpensiveRequests::listed)
                                .sum()
                        > MANY_VALUES;
    }

    /** What the filter consists of. */
    private static Stream<Filter> comparisons(Filter filter) {
        return switch (filter) {
            case Filter.And and -> and.terms().stream().flatMap(ExpensiveRequests::comparisons);
            case Filter.Or or -> or.terms().stream().flatMap(ExpensiveRequests::comparisons);
            case Filter.Comparison _, Filter.FieldComparison _, Filter.Membership _, Filter.NullCheck _ ->
                Stream.of(filter);
        };
    }

    private static boolean scans(Filter filter) {
        return filter instanceof Filter.Comparison comparison
                && comparison.operator().takesPattern()
                && !String.valueOf(comparison.value()).matches("(?s)[^%_]+%?");
    }

    private static int listed(Filter filter) {
        return filter instanceof Filter.Membership list && !list.field().equals(Schema.ID)
                ? list.values().size()
                : 0;
    }
}
