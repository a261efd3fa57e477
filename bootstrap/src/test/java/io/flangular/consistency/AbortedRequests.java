package io.flangular.consistency;

import static org.awaitility.Awaitility.await;

import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends requests that change computers and closes each connection at a random moment, then compares rows, versions and
 * history in the database.
 */
public final class AbortedRequests {
    private static final int CLIENTS = 8;
    private static final int LINES = 60;
    private static final int ROWS = 40;
    /** No request takes longer, be it queued behind all others. */
    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** An export that does not notice that its reader is gone takes a minute. */
    private static final Duration LONGEST_AFTER_READERS = Duration.ofSeconds(30);

    private final RunningApplication application;
    private final TestClient client;
    private final DatabaseClient database;
    private final long seed;

    /** Requests to that application; the seed decides about the moments. */
    public AbortedRequests(RunningApplication application, long seed) {
        this.application = application;
        this.client = TestClient.signedIn(application);
        this.database = application.database();
        this.seed = seed;
    }

    /** Aborts so many imports and so many changes of single rows, and returns what does not agree afterwards. */
    public List<String> run(int imports, int changes) {
        run("delete from computer");
        run("delete from change_log where resource = 'computer'");
        List<String> rows = IntStream.range(0, ROWS)
                .mapToObj(number -> client.json("POST", "/api/computer", "{\"ram\": \"new\"}")
                        .headers()
                        .firstValue("location")
                        .orElseThrow())
                .toList();
        abort(imports, "text/csv", number -> new Sent("POST", "/api/computer", table(number)));
        abort(changes, "application/json", number -> {
            String body = "{\"ram\": \"change " + number + "\"}";
            return number % 2 == 0
                    ? new Sent("POST", "/api/computer", body)
                    : new Sent("PATCH", rows.get(number % ROWS), body);
        });
        awaitQuiet(LONGEST);
        abort(changes / 10, null, number -> new Sent("GET", "/api/computer", ""));
        awaitQuiet(LONGEST_AFTER_READERS);
        return disagreements();
    }

    private static String table(int number) {
        String line = "import " + number + ",8 GB\n";
        return "processor,ram\n" + line.repeat(LINES);
    }

    private record Sent(String method, String path, String body) {}

    @FunctionalInterface
    private interface Requests {
        Sent number(int number);
    }

    private void abort(int count, String type, Requests requests) {
        long usual = usualNanos(type, requests);
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(seed * CLIENTS + i);
                all.add(threads.submit(() -> {
                    for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                        abort(requests.number(number), type, random, usual);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** How long such a request takes here when it is not aborted. */
    private long usualNanos(String type, Requests requests) {
        long longest = 0;
        for (int number = -5; number < 0; number++) {
            Sent sent = requests.number(-number);
            long start = System.nanoTime();
            int status = client.send(request(sent, type).method(sent.method(), publisher(sent)))
                    .statusCode();
            if (status >= 300) {
                throw new IllegalStateException("answered with " + status);
            }
            longest = System.nanoTime() - start;
        }
        return longest;
    }

    private HttpRequest.Builder request(Sent sent, String type) {
        HttpRequest.Builder request = client.request(sent.path());
        return type == null ? request.header("Accept", "text/csv") : request.header("Content-Type", type);
    }

    private static HttpRequest.BodyPublisher publisher(Sent sent) {
        return sent.body().isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(sent.body());
    }

    /** At a moment between the start of the request and some time after its end; sometimes by a reset. */
    private void abort(Sent sent, String type, Random random, long usual) {
        HttpRequest request =
                request(sent, type).method(sent.method(), publisher(sent)).build();
        URI uri = request.uri();
        StringBuilder head = new StringBuilder(sent.method() + " " + uri.getPath() + " HTTP/1.1\r\nHost: "
                + uri.getAuthority() + "\r\nContent-Length: " + sent.body().length() + "\r\n");
        request.headers()
                .map()
                .forEach((name, values) -> values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n")));
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoLinger(random.nextBoolean(), 0);
            OutputStream out = socket.getOutputStream();
            out.write((head + "\r\n" + sent.body()).getBytes(StandardCharsets.UTF_8));
            out.flush();
            LockSupport.parkNanos((long) (random.nextDouble() * 4 * usual));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Until nothing is under way any more: no connection is in use, and none is waited for. */
    private void awaitQuiet(Duration limit) {
        PoolMetrics pool =
                application.context().getBean(ConnectionPool.class).getMetrics().orElseThrow();
        await().atMost(limit)
                .during(Duration.ofSeconds(1))
                .until(() -> pool.acquiredSize() == 0 && pool.pendingAcquireSize() == 0);
    }

    private List<String> disagreements() {
        List<String> found = new ArrayList<>();
        Map<String, String> none = new LinkedHashMap<>();
        none.put(
                "rows whose history has not as many entries as they have versions",
                "select count(*) from computer c where version <>"
                        + " (select count(*) from change_log where resource = 'computer' and row_id = c.id)");
        none.put(
                "rows whose version has no history entry",
                "select count(*) from computer c where not exists (select 1 from change_log"
                        + " where resource = 'computer' and row_id = c.id and version = c.version)");
        none.put(
                "rows that are not as their last history entry says",
                "select count(*) from computer c where not exists (select 1 from change_log"
                        + " where resource = 'computer' and row_id = c.id and version = c.version"
                        + " and values_after like concat('%ram=', c.ram, '%'))");
        none.put(
                "history entries without a row",
                "select count(*) from change_log where resource = 'computer'"
                        + " and row_id not in (select id from computer)");
        none.put(
                "imports of which only a part is stored",
                "select count(*) from (select processor from computer where processor is not null"
                        + " group by processor having mod(count(*), " + LINES + ") <> 0) parts");
        none.forEach((what, sql) -> {
            long count = number(sql);
            if (count != 0) {
                found.add(count + " " + what);
            }
        });
        return found;
    }

    /** How many computers are stored, and how many entries their history has. */
    public String stored() {
        return number("select count(*) from computer") + " rows, "
                + number("select count(*) from change_log where resource = 'computer'") + " history entries";
    }

    private long number(String sql) {
        return database.sql(sql)
                .map((row, metadata) -> row.get(0, Long.class))
                .one()
                .block();
    }

    private void run(String sql) {
        database.sql(sql).then().block();
    }

    /** The statement time-outs of all connections that the pool can give, as the database writes them. */
    public List<String> statementTimeouts() {
        boolean h2 = database.getConnectionFactory().getMetadata().getName().contains("H2");
        String setting = h2
                ? "select setting_value from information_schema.settings where setting_name = 'QUERY_TIMEOUT'"
                : "select current_setting('statement_timeout')";
        ConnectionPool pool = application.context().getBean(ConnectionPool.class);
        return IntStream.range(0, 10)
                .mapToObj(number -> pool.create())
                .collect(Collectors.collectingAndThen(Collectors.toList(), Flux::merge))
                .collectList()
                .flatMapMany(connections -> Flux.fromIterable(connections)
                        .flatMap(connection -> Flux.from(
                                        connection.createStatement(setting).execute())
                                .flatMap(result -> result.map((row, metadata) -> row.get(0, String.class)))
                                .concatWith(Mono.from(connection.close()).then(Mono.empty()))))
                .distinct()
                .collectList()
                .block(LONGEST);
    }
}
