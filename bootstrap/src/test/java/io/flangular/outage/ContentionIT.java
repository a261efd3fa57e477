package io.flangular.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.UnitOfWork;
import io.flangular.support.ComputerTable;
import io.flangular.support.OnBothDatabases;
import io.flangular.support.People;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import io.flangular.support.Visitor;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;

/** Many concurrent clients, on both databases. */
@OnBothDatabases
class ContentionIT {
    private static final int CLIENTS = 64;
    private static final int ROUNDS = 5;

    private final RunningApplication application;
    private final TestClient client;

    ContentionIT(RunningApplication application) {
        this.application = application;
        client = TestClient.signedIn(application);
    }

    @Test
    void eachSuccessfulChangeRaisesTheVersionByOne() throws Exception {
        new ComputerTable(application.database()).fill("empty");
        // What no client writes: a change to the value that a row has is no step.
        String row = client.json("POST", "/api/computer", "{\"ram\": \"at first\"}")
                .headers()
                .firstValue("location")
                .orElseThrow();
        List<Integer> statuses = atOnce(number -> () -> {
            String tag = "*";
            if (number % 2 == 0) {
                HttpResponse<String> read = client.get(row);
                if (read.statusCode() == 503) {
                    return 503;
                }
                tag = read.headers().firstValue("etag").orElseThrow();
            }
            return client.send(client.request(row)
                            .header("Content-Type", "application/json")
                            .header("If-Match", tag)
                            .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"ram\": \"" + number + "\"}")))
                    .statusCode();
        });
        Map<Integer, Long> counts = counted(statuses);
        assertThat(counts.keySet()).isSubsetOf(200, 412, 503);
        assertThat(counts.get(200)).isGreaterThanOrEqualTo(CLIENTS);
        long version = Long.parseLong(
                client.get(row).headers().firstValue("etag").orElseThrow().replace("\"", ""));
        assertThat(version - 1).isEqualTo(counts.get(200));
        assertThat(client.get(row + "/history").body()).contains("\"num_results\":" + version);
    }

    @Test
    void concurrentRequestsWithOneIdempotencyKeyCreateOneRow() throws Exception {
        ComputerTable table = new ComputerTable(application.database());
        table.fill("empty");
        String key = "at-once-" + System.nanoTime();
        List<HttpResponse<String>> answers = atOnce(number -> () -> client.send(client.request("/api/computer")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString("{\"ram\": \"once\"}"))));
        assertThat(counted(answers.stream().map(HttpResponse::statusCode).toList())
                        .keySet())
                .isSubsetOf(201, 503);
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 201)
                        .map(HttpResponse::body)
                        .distinct())
                .hasSize(1);
        assertThat(table.count()).isOne();
    }

    @Test
    void concurrentChangesOfOneRowAndOfAllRowsDoNotDeadlock() throws Exception {
        new ComputerTable(application.database()).fillWith(50);
        List<Integer> statuses = atOnce(number -> () -> {
            String body = "{\"ram\": \"" + number + "\"";
            HttpResponse<String> answer = number % 16 == 0
                    ? client.json("PATCH", "/api/computer", body + ", \"q\": {}}")
                    : client.json("PATCH", "/api/computer/" + (1 + number % 50), body + "}");
            return answer.statusCode();
        });
        assertThat(counted(statuses).keySet()).isSubsetOf(200, 503);
        assertThat(counted(statuses).get(200)).isPositive();
    }

    @Test
    void usersAndSessionsAreNotBlockedByChangesOfCollections() {
        People people = new People(application);
        People.Person person = people.add("editor");
        new ComputerTable(application.database()).fillWith(1);
        Sinks.Empty<Void> begun = Sinks.empty();
        Sinks.Empty<Void> end = Sinks.empty();
        CompletableFuture<Void> held = application
                .context()
                .getBean("collectionUnitOfWork", UnitOfWork.class)
                .run(application
                        .database()
                        .sql("update computer set ram = 'held'")
                        .then()
                        .doOnSuccess(done -> begun.tryEmitEmpty())
                        .then(end.asMono()))
                .toFuture();
        try {
            begun.asMono().block();
            Visitor visitor = person.loggedIn();
            assertThat(visitor.get("/api/account").status()).isEqualTo(200);
            people.change(person, "{\"disabled\": true}");
            assertThat(visitor.get("/api/account").status()).isEqualTo(401);
            assertThat(held).isNotDone();
        } finally {
            end.tryEmitEmpty();
            held.join();
        }
    }

    private static Map<Integer, Long> counted(List<Integer> statuses) {
        return statuses.stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static <T> List<T> atOnce(Function<Integer, Callable<T>> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<T>> tasks =
                    IntStream.range(0, CLIENTS * ROUNDS).boxed().map(work).toList();
            List<T> outcomes = new java.util.ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }
}
