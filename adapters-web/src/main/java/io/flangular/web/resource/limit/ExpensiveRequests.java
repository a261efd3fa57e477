package io.flangular.web.resource.limit;

import io.flangular.domain.resource.query.Filter;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Schema;
import java.time.Duration;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * The concurrency limits of expensive requests to all collections together. Requests that depend on the speed of their
 * client have limits of their own.
 *
 * @param tables exports, and imports that have been received
 * @param uploads imports that are being received
 * @param statements aggregate functions, grouped searches, searches for substrings or many values, bulk changes
 * @param bodies large JSON bodies that are being received
 * @param pages all other lists, and histories: most take a millisecond, but long strings take seconds
 */
public record ExpensiveRequests(
        ConcurrencyLimiter tables,
        ConcurrencyLimiter uploads,
        ConcurrencyLimiter statements,
        ConcurrencyLimiter pages,
        ConcurrencyLimiter bodies) {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** H2 compares each row with each value, except for ids. */
    private static final int MANY_VALUES = 50;

    /** The default limits, which leave 4 of 16 database connections for other requests. */
    public ExpensiveRequests() {
        this(
                new ConcurrencyLimiter(4, 2, 8, LONGEST_WAIT),
                new ConcurrencyLimiter(32, 4, 8, LONGEST_WAIT),
                new ConcurrencyLimiter(4, 2, 32, LONGEST_WAIT),
                new ConcurrencyLimiter(4, 3, 100, LONGEST_WAIT),
                new ConcurrencyLimiter(32, 8, 100, LONGEST_WAIT));
    }

    /** Limits a list by the cost of its query. */
    public <R> Mono<R> limitList(long user, Query query, Mono<R> work) {
        return (isExpensive(query) ? statements : pages).limit(user, work);
    }

    /** Whether the query scans all rows, or compares each with many values. */
    static boolean isExpensive(Query query) {
        return !query.groupBy().isEmpty()
                || comparisons(query.filter()).anyMatch(ExpensiveRequests::scans)
                || comparisons(query.filter())
                                .mapToInt(ExpensiveRequests::listed)
                                .sum()
                        > MANY_VALUES;
    }

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
