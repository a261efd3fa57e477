package io.flangular.benchmark;

import io.flangular.consistency.AbortedRequests;
import io.flangular.support.RunningApplication;
import java.time.Duration;
import java.util.List;

/**
 * Aborts many imports and changes on both databases, and fails when rows, versions and history do not agree afterwards.
 * Run by {@code mvn -Pbenchmark -pl bootstrap -am test -DskipTests}; the argument is the number of imports, to each of
 * which there are four changes.
 */
public final class AbortedRequestsBenchmark {
    private AbortedRequestsBenchmark() {}

    /** Prints what is stored in the end, and what does not agree. */
    public static void main(String[] arguments) {
        int imports = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000;
        boolean agrees = run("H2", RunningApplication.onH2(), imports)
                & run("PostgreSQL", RunningApplication.onPostgreSql(), imports);
        System.exit(agrees ? 0 : 1);
    }

    private static boolean run(String name, RunningApplication application, int imports) {
        long start = System.nanoTime();
        AbortedRequests requests = new AbortedRequests(application, 0);
        List<String> disagreements = requests.run(imports, 4 * imports);
        System.out.printf(
                "%s: %d imports and %d changes aborted in %d s, %s, disagreements: %s%n",
                name,
                imports,
                4 * imports,
                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                requests.stored(),
                disagreements);
        return disagreements.isEmpty();
    }
}
