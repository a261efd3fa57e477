package io.flangular.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import example.specimen.SpecimenRegistration;
import io.flangular.support.RunningApplication;
import io.flangular.support.http.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends random input to the API. Each request must be answered within ten seconds, without a server error and without
 * internals.
 */
public final class Fuzz {
    private static final int CONNECTIONS = 4;
    private static final int MAX_FAILURES = 20;
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> INSIDES = List.of(
            "select ",
            "insert into",
            "returning ",
            "r2dbc",
            "org.h2",
            "psql",
            "postgresql",
            "jdbc",
            "sqlstate",
            "exception",
            "io.flangular",
            "java.",
            "reactor.",
            "jackson",
            "springframework",
            "netty");

    private final long first;
    private final long count;
    private final AtomicLong next = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicLong> statuses = new ConcurrentSkipListMap<>();

    /** So many inputs, from that number on. */
    public Fuzz(long first, long count) {
        this.first = first;
        this.count = count;
    }

    /** Sends all to an application of its own, on an H2 file. */
    public void onH2() throws InterruptedException {
        try (RunningApplication application = RunningApplication.start(SpecimenRegistration.class)) {
            run(application);
        }
    }

    /** Sends all to an application of its own, on a PostgreSQL server of its own. */
    public void onPostgreSql() throws InterruptedException {
        try (RunningApplication application = RunningApplication.start(
                SpecimenRegistration.class, "--flangular.database.url=" + RunningApplication.newDatabase())) {
            run(application);
        }
    }

    /** How many answers there were of every status. */
    public Map<Integer, AtomicLong> statuses() {
        return statuses;
    }

    private void run(RunningApplication application) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.add(Thread.ofPlatform().start(() -> send(application)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        long answers = statuses.values().stream().mapToLong(AtomicLong::get).sum();
        assertThat(answers).as("answers").isEqualTo(count);
        assertThat(statuses.get(200).get()).as("inputs that succeeded").isGreaterThan(count / 10);
        long busy = statuses.getOrDefault(503, new AtomicLong()).get();
        assertThat(busy).as("inputs that must come again").isLessThanOrEqualTo(count / 100);
        assertThat(statuses).as("statuses").containsKeys(201, 204, 400, 404).doesNotContainKey(401);
    }

    private void send(RunningApplication application) {
        try (Connection connection = new Connection(application)) {
            long number = next.getAndIncrement();
            for (; number < count && failures.size() < MAX_FAILURES; number = next.getAndIncrement()) {
                Input input = Inputs.number(first + number);
                String failure = failure(connection, input);
                if (failure != null) {
                    failures.add("Input " + number + ": " + failure + "\n" + input);
                }
            }
        } catch (IOException | RuntimeException failure) {
            failures.add(failure.toString());
        }
    }

    /** What is wrong with the answer, or null. */
    private String failure(Connection connection, Input input) throws IOException {
        long start = System.nanoTime();
        Wire.Answer answer;
        try {
            answer = connection.send(input);
        } catch (IOException noAnswer) {
            connection.close();
            return "no answer: " + noAnswer;
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        statuses.computeIfAbsent(answer.status(), status -> new AtomicLong()).incrementAndGet();
        String text = answer.text();
        // Whole tables are let through a few at a time; who is told when to come again has been answered.
        boolean busy = answer.status() == 503 && !answer.header("retry-after").isEmpty();
        if (answer.status() >= 500 && !busy) {
            return "status " + answer.status() + " " + text;
        }
        if (millis > 10_000) {
            return "an answer after " + millis + " ms only";
        }
        String lower = text.toLowerCase(Locale.ROOT);
        for (String inside : INSIDES) {
            if (lower.contains(inside)) {
                return "\"" + inside + "\" in the answer " + answer.status() + " " + text;
            }
        }
        return answer.body().length == 0 || !answer.header("content-type").matches("application/(problem\\+)?json")
                ? null
                : unreadable(answer);
    }

    private static String unreadable(Wire.Answer answer) {
        try {
            JSON.readTree(answer.body());
            return null;
        } catch (JacksonException noJson) {
            return "an answer that is no JSON: " + answer.status() + " " + answer.text();
        }
    }
}
