package io.flangular.benchmark;

import io.flangular.attack.StolenHalf;
import io.flangular.support.RunningApplication;
import java.time.Duration;

/**
 * Attacks the API with one half of a session's credentials, a hundred thousand sequences of requests long, and fails
 * when one gets anywhere. Run by {@code mvn -Pbenchmark -pl bootstrap -am test -DskipTests}; the argument is how many.
 */
public final class StolenHalfBenchmark {
    private StolenHalfBenchmark() {}

    /** Prints how many were tried. */
    public static void main(String[] arguments) {
        long count = arguments.length > 0 ? Long.parseLong(arguments[0]) : 100_000;
        long start = System.nanoTime();
        StolenHalf attack = new StolenHalf(RunningApplication.start());
        try {
            attack.run(0, count);
        } catch (AssertionError hurt) {
            System.out.println(hurt.getMessage());
            System.exit(1);
        }
        System.out.printf(
                "Stolen halves: %d sequences of %d requests in %d s, none got anywhere%n",
                count,
                attack.requests(),
                Duration.ofNanos(System.nanoTime() - start).toSeconds());
        System.exit(0);
    }
}
