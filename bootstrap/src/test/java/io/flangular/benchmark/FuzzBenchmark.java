package io.flangular.benchmark;

import io.flangular.fuzz.Fuzz;
import java.time.Duration;

/**
 * Sends the API a million inputs that nobody should send, and fails when one of them hurts. Run by {@code mvn
 * -Pbenchmark -pl bootstrap -am test -DskipTests}; the arguments are the number of inputs, {@code h2} for H2, and the
 * number of the first input.
 */
public final class FuzzBenchmark {
    private FuzzBenchmark() {}

    /** Prints how many answers there were of every status. */
    public static void main(String[] arguments) throws InterruptedException {
        long count = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        boolean onH2 = arguments.length > 1 && arguments[1].equals("h2");
        Fuzz fuzz = new Fuzz(arguments.length > 2 ? Long.parseLong(arguments[2]) : 0, count);
        long start = System.nanoTime();
        try {
            if (onH2) {
                fuzz.onH2();
            } else {
                fuzz.onPostgreSql();
            }
        } catch (AssertionError hurt) {
            System.out.println(hurt.getMessage());
            System.exit(1);
        }
        System.out.printf(
                "%s: %d inputs in %d s, answers by status %s%n",
                onH2 ? "H2" : "PostgreSQL",
                count,
                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                fuzz.statuses());
        System.exit(0);
    }
}
