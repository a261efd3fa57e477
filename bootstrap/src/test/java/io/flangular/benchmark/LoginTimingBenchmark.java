package io.flangular.benchmark;

import io.flangular.support.RunningApplication;
import io.flangular.support.UserTable;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether the time or the bytes of a refused login tell what kind of account it was for: the medians of known, unknown,
 * disabled and throttled accounts are within a millisecond. So that the throttle slows down what it is meant to and
 * nothing else, every try comes from another loopback address and the tries are spread over many accounts. Run by
 * {@code mvn -Pbenchmark -pl bootstrap -am test -DskipTests}; the argument is how many tries there are of each kind.
 */
public final class LoginTimingBenchmark {
    private static final int ACCOUNTS = 150;
    private static final int ADDRESSES = 1_000;
    private static final int WARM_UP = 100;
    private static final int LIMIT = 10;
    private static final String WRONG = "not the password";

    private final RunningApplication site = RunningApplication.start();
    private final URI url = URI.create(site.url());
    private final Map<Kind, List<Double>> times = new EnumMap<>(Kind.class);
    private final Set<String> answers = new HashSet<>();
    private int tries;

    /** What kind of account it is; all their addresses are of the same length. */
    private enum Kind {
        KNOWN,
        UNKNOWN,
        DISABLED,
        THROTTLED;

        String email(int number) {
            // The throttled ones are few, so that hardly any has been given another try meanwhile.
            int account = this == THROTTLED ? 0 : number % ACCOUNTS;
            return "%9s%04d@example.org"
                    .formatted(name(), account)
                    .replace(' ', 'x')
                    .toLowerCase();
        }
    }

    private LoginTimingBenchmark() {}

    /** Prints the medians and their greatest difference. */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        System.exit(new LoginTimingBenchmark().run(count) ? 0 : 1);
    }

    private boolean run(int count) throws IOException {
        prepare();
        tryAll(WARM_UP);
        times.values().forEach(List::clear);
        answers.clear();
        tryAll(count);
        double least = Double.MAX_VALUE;
        double most = 0;
        System.out.printf("%nRefused log-ins, ms    10%%   median      90%%   of %d each%n", count);
        for (Kind kind : Kind.values()) {
            double[] sorted =
                    times.get(kind).stream().mapToDouble(each -> each).sorted().toArray();
            double median = sorted[sorted.length / 2];
            least = Math.min(least, median);
            most = Math.max(most, median);
            System.out.printf(
                    "%-15s %10.3f %8.3f %8.3f%n",
                    kind, sorted[sorted.length / 10], median, sorted[sorted.length * 9 / 10]);
        }
        System.out.printf("Greatest difference of medians: %.3f ms%n", most - least);
        System.out.printf("Answers that can be told apart, which should be 1: %d%n", answers.size());
        boolean throttled = throttledAsMeant();
        System.out.printf("Throttled as meant: %s%n", throttled);
        return most - least <= 1 && answers.size() == 1 && throttled;
    }

    private void prepare() throws IOException {
        UserTable users = new UserTable(site.database());
        for (Kind kind : List.of(Kind.KNOWN, Kind.DISABLED, Kind.THROTTLED)) {
            List<String> emails = IntStream.range(0, ACCOUNTS)
                    .mapToObj(kind::email)
                    .distinct()
                    .toList();
            users.addLikeAdministrator(emails);
            if (kind == Kind.DISABLED) {
                users.disable(emails);
            }
        }
        for (int i = 0; i < LIMIT; i++) {
            tryOnce(Kind.THROTTLED.email(0), WRONG);
        }
    }

    /** In random order, so that whatever else happens meanwhile happens to all. */
    private void tryAll(int count) throws IOException {
        List<Kind> order = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            order.addAll(Collections.nCopies(count, kind));
            times.computeIfAbsent(kind, none -> new ArrayList<>());
        }
        Collections.shuffle(order, new Random(count));
        for (Kind kind : order) {
            int number = times.get(kind).size();
            times.get(kind).add(tryOnce(kind.email(number), WRONG));
        }
    }

    private double tryOnce(String email, String password) throws IOException {
        byte[] request = request(email, password);
        try (Wire wire = new Wire(url, Visitor.address(tries++ % ADDRESSES))) {
            wire.connect();
            long start = System.nanoTime();
            Wire.Answer answer = wire.exchange(request);
            double milliseconds = (System.nanoTime() - start) / 1e6;
            Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers());
            headers.remove("date");
            answers.add(answer.status() + " " + headers + " " + answer.text().replace(email, "<the address>"));
            return milliseconds;
        }
    }

    private byte[] request(String email, String password) {
        String body = "email=" + email.replace("@", "%40") + "&password=" + password.replace(" ", "+") + "&next=%2F";
        String head = "POST /login HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    /** The right password is looked at where it should be: that tells known accounts from throttled ones. */
    private boolean throttledAsMeant() {
        boolean known = Arrays.stream(new int[] {0, 1, ACCOUNTS - 1})
                .mapToObj(Kind.KNOWN::email)
                .allMatch(email -> letsIn(email) == 303);
        return known && letsIn(Kind.THROTTLED.email(0)) == 200;
    }

    private int letsIn(String email) {
        return new Visitor(site, tries++ % ADDRESSES)
                .login(email, RunningApplication.PASSWORD)
                .status();
    }
}
