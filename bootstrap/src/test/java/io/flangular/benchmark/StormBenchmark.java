package io.flangular.benchmark;

import io.flangular.support.ComputerTable;
import io.flangular.support.RunningApplication;
import io.flangular.support.Visitor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How long a page of the list takes while everybody tries to log in, compared with a quiet time: its 99th percentile at
 * most doubles. Quiet and storm take turns in the same run. Run by {@code mvn -Pbenchmark -pl bootstrap -am test
 * -DskipTests}; the argument is how many seconds there are of each.
 */
public final class StormBenchmark {
    private static final int ROUNDS = 4;
    private static final int CONNECTIONS = 100;
    private static final int ROWS = 1_000;
    private static final int PAGES = 100;
    private static final int WARM_UP = 2_000;
    /** Between two pages: one user who turns pages quickly is no load. */
    private static final long PAUSE = 4;
    /** Until the clients have started, which on a small machine is a storm of its own. */
    private static final long START = 4_000;

    private final RunningApplication site = RunningApplication.start();
    private final Visitor visitor = Visitor.administrator(site);
    private final List<Double> quiet = new ArrayList<>();
    private final List<Double> storm = new ArrayList<>();
    private int round;

    private StormBenchmark() {}

    /** Prints both and their ratio. */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        System.exit(new StormBenchmark().run(seconds) ? 0 : 1);
    }

    private boolean run(int seconds) throws Exception {
        new ComputerTable(site.database()).fillWith(ROWS);
        for (int i = 0; i < WARM_UP; i++) {
            page(i);
        }
        long milliseconds = seconds * 1_000L / ROUNDS;
        for (int i = 0; i < ROUNDS; i++) {
            turnPages(quiet, milliseconds);
            Process clients = start(milliseconds + START + 1_000);
            Thread.sleep(START);
            turnPages(storm, milliseconds);
            System.out.println("Answers to the storm by status: "
                    + new String(clients.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            clients.waitFor();
        }
        System.out.printf("%nA page of the list, ms   pages   median      99%%      most%n");
        print("quiet", quiet);
        print("during a storm of log-ins", storm);
        double ratio = percentile(storm, 99) / percentile(quiet, 99);
        System.out.printf("Ratio of the 99th percentiles: %.2f%n", ratio);
        return ratio <= 2;
    }

    private Process start(long milliseconds) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djdk.virtualThreadScheduler.parallelism=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoginStorm.class.getName(),
                        site.url(),
                        String.valueOf(CONNECTIONS),
                        String.valueOf(milliseconds),
                        String.valueOf(round++ * 100_000))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void turnPages(List<Double> times, long milliseconds) throws InterruptedException {
        long end = System.nanoTime() + milliseconds * 1_000_000;
        for (int i = 0; System.nanoTime() < end; i++) {
            times.add(page(i));
            Thread.sleep(PAUSE);
        }
    }

    private double page(int number) {
        long start = System.nanoTime();
        int status = visitor.get("/api/computer?page=" + (number % PAGES + 1)).status();
        double milliseconds = (System.nanoTime() - start) / 1e6;
        if (status != 200) {
            throw new IllegalStateException("A page was answered with " + status);
        }
        return milliseconds;
    }

    private static void print(String name, List<Double> times) {
        System.out.printf(
                "%-25s %5d %8.2f %8.2f %9.2f%n",
                name, times.size(), percentile(times, 50), percentile(times, 99), Collections.max(times));
    }

    private static double percentile(List<Double> times, int percent) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
