package io.flangular.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flangular.domain.session.SecretsInUse;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.util.ReflectionTestUtils;
import reactor.core.publisher.Mono;

/**
 * What the application answers while its PostgreSQL server cannot be reached, and how soon. The limits are far above
 * what it takes, and far below the minutes after which TCP gives up.
 */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseOutageIT {
    private static final Duration SOON = Duration.ofSeconds(25);
    /** By this the driver names itself when it opens a connection; the one of the migrations has another name. */
    private static final String R2DBC = "r2dbc-postgresql";

    private static SilentProxy proxy;
    private static RunningApplication node;
    private static String server;

    @BeforeAll
    static void start() {
        String url = RunningApplication.newPostgreSql();
        int port = Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1"));
        proxy = new SilentProxy(port);
        server = "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&password=postgres";
        node = RunningApplication.start("--flangular.database.url=" + url.replace(":" + port, ":" + proxy.port()));
    }

    @AfterAll
    static void stop() {
        node.close();
        proxy.close();
    }

    @AfterEach
    void recover() {
        await().atMost(SOON).until(() -> {
            try {
                return TestClient.signedIn(node).get("/api/computer").statusCode() == 200;
            } catch (IllegalStateException refused) {
                return false;
            }
        });
    }

    @Test
    void silentlyLostConnectionsAreReplaced() {
        TestClient client = TestClient.signedIn(node);
        String row = client.json("POST", "/api/computer", "{}")
                .headers()
                .firstValue("location")
                .orElseThrow();
        concurrently(20, () -> client.get(row));
        assertThat(proxy.connections()).isGreaterThan(5);
        // One that has answered within the last second is used without being validated.
        await().pollDelay(Duration.ofMillis(1_500)).until(() -> true);

        proxy.freezeEstablished();
        long start = System.nanoTime();
        List<HttpResponse<String>> answers = concurrently(20, () -> client.get(row));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("MEASURED all connections silent, 20 answers after " + took.toMillis() + " ms: "
                + answers.stream().map(HttpResponse::statusCode).toList());

        assertThat(took).isLessThan(SOON);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(200, 503));
        assertThat(client.get("/api/computer").statusCode()).isEqualTo(200);
    }

    @Test
    void anUnavailableServerIsAnswered503AndLoggedOnce(CapturedOutput output) {
        TestClient client = TestClient.signedIn(node);
        TestClient stranger = new TestClient(node);
        proxy.refuse();
        try {
            for (int i = 0; i < 20; i++) {
                isUnavailable(client.get("/api/computer"));
                isUnavailable(client.json("POST", "/api/computer", "{}"));
                isUnavailable(client.get("/computers"));
                isUnavailable(stranger.login(RunningApplication.EMAIL, RunningApplication.PASSWORD));
                assertThat(stranger.get("/login").statusCode()).isEqualTo(200);
            }
        } finally {
            proxy.accept();
        }
        assertThat(output.getAll().lines().filter(line -> line.contains("cannot be reached since")))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(output.getAll()).doesNotContain("\tat io.r2dbc");
    }

    @Test
    void anUnresponsiveServerIsAnswered503UntilItReturns(CapturedOutput output) {
        TestClient client = TestClient.signedIn(node);
        proxy.freezeAll();
        try {
            long start = System.nanoTime();
            isUnavailable(client.get("/api/computer"));
            isUnavailable(client.json("POST", "/api/computer", "{}"));
            System.out.println("MEASURED silent server, two answers after "
                    + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
            assertThat(new TestClient(node).get("/login").statusCode()).isEqualTo(200);
        } finally {
            proxy.thaw();
        }
        long start = System.nanoTime();
        await().atMost(SOON).until(() -> client.get("/api/computer").statusCode() == 200);
        System.out.println("MEASURED first 200 "
                + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms after the return");
        // What failed late may have begun another outage; the next answer ends it, whatever connection it comes on.
        await().atMost(SOON).until(() -> {
            client.get("/api/computer");
            return output.getAll()
                    .lines()
                    .filter(line -> line.contains(" be reached "))
                    .reduce((first, last) -> last)
                    .orElse("")
                    .contains("can be reached again");
        });
    }

    @Test
    void anOutageAndItsEndAreLoggedWithoutRequests(CapturedOutput output) {
        TestClient client = TestClient.signedIn(node);
        proxy.refuse();
        try {
            isUnavailable(client.get("/api/computer"));
            // Not at once, if another outage has just been logged.
            await().atMost(SOON).until(() -> output.getAll().contains("cannot be reached since"));
        } finally {
            proxy.accept();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> output.getAll().contains("can be reached again after"));
    }

    @Test
    void aTransactionThatLosesItsConnectionBeforeTheCommitIsRepeated() {
        TestClient client = TestClient.signedIn(node);
        proxy.resetAfter("insert into computer");

        HttpResponse<String> answer = client.json("POST", "/api/computer", "{\"processor\": \"once\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(client.get(search("once")).body()).contains("\"num_results\":1");
    }

    @Test
    void aCommitWithoutAResponseHasAnUnknownOutcome() {
        TestClient client = TestClient.signedIn(node);
        proxy.resetAfter("COMMIT");

        HttpResponse<String> answer = client.json("POST", "/api/computer", "{\"processor\": \"perhaps\"}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"outcome\":\"unknown\"").doesNotContain("Nothing was changed");
        assertThat(answer.headers().firstValue("retry-after")).isEmpty();
    }

    @Test
    void aStatementOnALostConnectionIsRepeated() {
        TestClient client = TestClient.signedIn(node);
        proxy.freezeAfter("searched-1");
        Answered read = timed("list on a connection that dies", () -> client.get(search("searched-1")));
        proxy.freezeAfter("again");
        Answered change = timed(
                "change on a connection that dies",
                () -> client.json("POST", "/api/computer", "{\"processor\": \"again\"}"));

        assertThat(read.answer().statusCode()).isEqualTo(200);
        assertThat(read.after()).isLessThan(SOON);
        // Its first transaction has a lock on the row count, which would hold up the second one for five seconds.
        assertThat(change.answer().statusCode()).as(change.answer().body()).isEqualTo(201);
        assertThat(change.after()).isLessThan(SOON);
        assertThat(client.get(search("again")).body()).contains("\"num_results\":1");
    }

    @Test
    void aStatementOnAFrozenServerIsAnswered503() {
        TestClient client = TestClient.signedIn(node);
        proxy.freezeAllAfter("searched-2");
        try {
            Answered answered = timed("list on a server that freezes", () -> client.get(search("searched-2")));
            isUnavailable(answered.answer());
            assertThat(answered.after()).isLessThan(SOON);
        } finally {
            proxy.thaw();
        }
    }

    @Test
    void aCommitOnAFrozenServerHasAnUnknownOutcome() {
        TestClient client = TestClient.signedIn(node);
        proxy.freezeAllAfter("COMMIT");
        try {
            Answered answered = timed(
                    "commit on a server that freezes",
                    () -> client.json("POST", "/api/computer", "{\"processor\": \"maybe\"}"));
            assertThat(answered.answer().statusCode()).isEqualTo(503);
            assertThat(answered.answer().body()).contains("\"outcome\":\"unknown\"");
        } finally {
            proxy.thaw();
        }
    }

    @Test
    void aSlowStatementIsNotTakenForALostConnection() throws Exception {
        TestClient client = TestClient.signedIn(node);
        String row = client.json("POST", "/api/computer", "{\"processor\": \"slow\"}")
                .headers()
                .firstValue("location")
                .orElseThrow()
                .replaceAll(".*/api", "/api");
        try (Connection holder = DriverManager.getConnection(server);
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("select * from computer for update");
            CompletableFuture<HttpResponse<String>> change =
                    CompletableFuture.supplyAsync(() -> client.json("PATCH", row, "{\"ram\": \"8\"}"));
            // Longer than it takes to find a dead connection, shorter than a lock is waited for.
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(change).isNotDone();
            holder.rollback();
            assertThat(change.get(25, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anExportEndsWithItsDatabaseButWaitsForASlowReader(CapturedOutput output) throws Exception {
        TestClient client = TestClient.signedIn(node);
        int rows = 6_000;
        try (Connection connection = DriverManager.getConnection(server);
                Statement statement = connection.createStatement()) {
            statement.execute("insert into computer (processor) select repeat('x', 900) || n from generate_series(1, "
                    + rows + ") n");
            try (InputStream slow = export(client)) {
                slow.readNBytes(100_000);
                await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
                assertThat(slow.readAllBytes().length).isGreaterThan(rows * 900 - 100_000);
            }
            proxy.freezeAfterBytes(1_000_000);
            long start = System.nanoTime();
            try (InputStream broken = export(client)) {
                assertThatThrownBy(broken::readAllBytes).isInstanceOf(IOException.class);
            }
            Duration after = Duration.ofNanos(System.nanoTime() - start);
            System.out.println("MEASURED export on a connection that dies: ended after " + after.toMillis() + " ms");
            assertThat(after).isLessThan(SOON);
            assertThat(output.getAll()).doesNotContain("already committed").doesNotContain("Error finishing response");
            statement.execute("delete from computer where length(processor) > 900");
        }
    }

    @Test
    void aLogOutThatCouldNotBeStoredIsStoredLater() throws Exception {
        TestClient client = TestClient.signedIn(node);
        HttpRequest.Builder copied = client.request("/api/computer");
        assertThat(client.get("/api/computer").statusCode()).isEqualTo(200);
        proxy.refuse();
        try {
            HttpResponse<String> answer = client.get("/login");

            isUnavailable(answer);
            assertThat(answer.body())
                    .contains("You are logged out in this browser, but the server could not store the end of your"
                            + " session");
            assertThat(client.cookies()).doesNotContainKey("__Host-session");
            assertThat(client.send(copied).statusCode()).isEqualTo(401);
        } finally {
            proxy.accept();
        }
        await().atMost(SOON).until(() -> isNewestSessionRevoked());
        assertThat(client.send(copied).statusCode()).isEqualTo(401);
    }

    @Test
    void theStartWaitsForTheFirstConnectionUpToALimit(CapturedOutput output) throws Exception {
        try (Connection connection = DriverManager.getConnection(server);
                Statement statement = connection.createStatement()) {
            statement.execute("create database starting");
        }
        int port = Integer.parseInt(server.replaceAll(".*:(\\d+)/.*", "$1"));
        try (SilentProxy slow = new SilentProxy(port)) {
            String setting = "--flangular.database.url=r2dbc:postgresql://postgres:postgres@localhost:" + slow.port()
                    + "/starting";
            // Longer than a request waits for a connection.
            slow.delay(R2DBC, Duration.ofMillis(3_700));
            RunningApplication.start(setting).close();
            assertThat(output.getAll()).doesNotContain("cannot be reached since");

            slow.freezeAfter(R2DBC);
            assertThatThrownBy(() -> RunningApplication.start(setting)).isInstanceOf(RuntimeException.class);
            assertThat(output.getAll())
                    .contains("Flangular cannot start: The database cannot be used (PostgreSQL localhost:" + slow.port()
                            + "/starting): it does not answer")
                    .doesNotContain("\tat io.r2dbc");
        }
    }

    private static boolean isNewestSessionRevoked() throws Exception {
        try (Connection connection = DriverManager.getConnection(server);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select revoked_at is not null from login_session"
                        + " order by authenticated_at desc fetch first 1 row only")) {
            return result.next() && result.getBoolean(1);
        }
    }

    @Test
    void anotherSecretInUseIsReported(CapturedOutput output) throws Exception {
        try (Connection connection = DriverManager.getConnection(server);
                Statement statement = connection.createStatement()) {
            await().atMost(SOON).until(() -> {
                try (ResultSet result = statement.executeQuery("select count(*) from secret_in_use")) {
                    return result.next() && result.getInt(1) == 1;
                }
            });
            statement.execute("update secret_in_use set key_id = 'other'");
            SecretsInUse inUse = node.context().getBean(SecretsInUse.class);
            assertThat(inUse.since(Instant.now().minusSeconds(3600))
                            .collectList()
                            .block())
                    .containsExactly("other");
        }
        Mono<?> check = ReflectionTestUtils.invokeMethod(node.context().getBean("secretCheck"), "check");
        check.block();
        await().atMost(SOON)
                .until(() -> output.getAll()
                        .contains("Another node has used this database with another flangular.session.secret"));
    }

    private static String search(String processor) {
        return "/api/computer?q=%7B%22filters%22:%5B%7B%22name%22:%22processor%22,%22op%22:%22eq%22,%22val%22:%22"
                + processor + "%22%7D%5D%7D";
    }

    private static InputStream export(TestClient client) {
        return client.stream(client.request("/api/computer").header("Accept", "text/csv"))
                .body();
    }

    private record Answered(HttpResponse<String> answer, Duration after) {}

    private static Answered timed(String what, Supplier<HttpResponse<String>> request) {
        long start = System.nanoTime();
        HttpResponse<String> answer = request.get();
        Duration after = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("MEASURED " + what + ": " + answer.statusCode() + " after " + after.toMillis() + " ms");
        return new Answered(answer, after);
    }

    private static void isUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after").orElse("")).matches(Pattern.compile("[1-9][0-9]*"));
    }

    private static List<HttpResponse<String>> concurrently(int times, Supplier<HttpResponse<String>> request) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                answers.add(CompletableFuture.supplyAsync(request, threads).orTimeout(30, TimeUnit.SECONDS));
            }
            return answers.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdownNow();
        }
    }
}
