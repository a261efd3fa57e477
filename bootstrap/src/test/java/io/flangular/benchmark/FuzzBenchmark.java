package io.flangular.benchmark;

import io.flangular.fuzz.Fuzz;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A million inputs for each database. {@code -Dflangular.fuzz.inputs=...} says another number, {@code
 * -Dflangular.fuzz.first=...} where to begin.
 */
class FuzzBenchmark {
    private static final long COUNT = Long.getLong("flangular.fuzz.inputs", 1_000_000);
    private static final long FIRST = Long.getLong("flangular.fuzz.first", 0);

    @Test
    void onH2() throws InterruptedException {
        Fuzz fuzz = new Fuzz(FIRST, COUNT);
        long start = System.nanoTime();
        fuzz.onH2();
        report("H2", fuzz, start);
    }

    @Test
    void onPostgreSql() throws InterruptedException {
        Fuzz fuzz = new Fuzz(FIRST, COUNT);
        long start = System.nanoTime();
        fuzz.onPostgreSql();
        report("PostgreSQL", fuzz, start);
    }

    private static void report(String database, Fuzz fuzz, long start) {
        System.out.println("Fuzz on " + database + ": " + COUNT + " inputs in "
                + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s, answers by status " + fuzz.statuses());
    }
}
