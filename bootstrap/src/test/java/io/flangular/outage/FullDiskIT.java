package io.flangular.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flangular.support.ApplicationProcess;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The embedded database when its file cannot grow. A limit on the size of the process's files stands in for a full
 * disk; both fail the same call.
 */
class FullDiskIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    @Test
    void acknowledgedChangesSurviveAFullDisk() throws Exception {
        try (ApplicationProcess server = ApplicationProcess.start(
                        List.of("-XX:TieredStopAtLevel=1"),
                        "--flangular.data=" + data,
                        "--flangular.admin.email=" + RunningApplication.EMAIL,
                        "--flangular.admin.password=" + RunningApplication.PASSWORD)
                .awaitReady()) {
            TestClient client = TestClient.signedIn(server.url());
            limitFiles(server, String.valueOf(Files.size(data.resolve("flangular.mv.db")) + (1 << 20)));
            List<String> created = new ArrayList<>();
            HttpResponse<String> answer = create(client);
            while (answer.statusCode() == 201) {
                created.add(answer.headers().firstValue("location").orElseThrow());
                answer = create(client);
            }
            assertThat(answer.statusCode()).isEqualTo(503);
            for (int i = 0; i < 20; i++) {
                answer = create(client);
                if (answer.statusCode() == 201) {
                    created.add(answer.headers().firstValue("location").orElseThrow());
                    continue;
                }
                assertThat(answer.statusCode()).isEqualTo(503);
                if (answer.body().contains("\"outcome\":\"unknown\"")) {
                    assertThat(answer.body()).doesNotContain("Nothing was changed");
                } else {
                    assertThat(answer.body())
                            .contains("The database file cannot be read or written. Nothing was changed.");
                    assertThat(answer.headers().firstValue("retry-after")).isPresent();
                }
            }
            assertThat(new TestClient(server.url()).get("/login").statusCode()).isEqualTo(200);

            limitFiles(server, "unlimited");
            await().atMost(SOON)
                    .until(() -> create(client).statusCode() == 201
                            && server.output().contains("flangular.mv.db can be used again after"));
            assertThat(created)
                    .allSatisfy(row -> assertThat(client.get(row).statusCode()).isEqualTo(200));
            assertThat(server.output())
                    .contains("H2 file " + data.resolve("flangular.mv.db") + " cannot be used since", "File too large")
                    .doesNotContain(" ERROR ")
                    .doesNotContain("\tat ");
            server.terminate();
            assertThat(server.awaitEnd()).isEqualTo(143);
        }
    }

    /** The failure of one connection closes the file under all others, whatever they are doing. */
    @Test
    void requestsWorkAgainAfterEachFullDisk() throws Exception {
        try (ApplicationProcess server = ApplicationProcess.start(
                        List.of("-XX:TieredStopAtLevel=1"),
                        "--flangular.data=" + data,
                        "--flangular.admin.email=" + RunningApplication.EMAIL,
                        "--flangular.admin.password=" + RunningApplication.PASSWORD)
                .awaitReady()) {
            TestClient client = TestClient.signedIn(server.url());
            List<String> unexpected = Collections.synchronizedList(new ArrayList<>());
            for (int round = 0; round < 5; round++) {
                limitFiles(server, String.valueOf(Files.size(data.resolve("flangular.mv.db")) + (1 << 20)));
                AtomicBoolean stop = new AtomicBoolean();
                List<Thread> people = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    people.add(repeat(stop, unexpected, () -> create(client)));
                    people.add(repeat(
                            stop,
                            unexpected,
                            () -> client.send(client.request("/api/computer").header("Accept", "text/csv"))));
                }
                await().atMost(SOON).until(() -> create(client).statusCode() == 503);
                await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
                limitFiles(server, "unlimited");
                stop.set(true);
                for (Thread person : people) {
                    assertThat(person.join(SOON)).as("answered").isTrue();
                }
                await().atMost(SOON).until(() -> create(client).statusCode() == 201);
            }
            assertThat(unexpected).isEmpty();
            assertThat(server.output()).doesNotContain(" ERROR ").doesNotContain("\tat ");
            long used = server.cpuNanos();
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            assertThat(Duration.ofNanos(server.cpuNanos() - used))
                    .as("no thread waits in a loop")
                    .isLessThan(Duration.ofSeconds(1));
        }
    }

    /** Does it until it is to stop, and notes what is answered beside success and the full disk. */
    private static Thread repeat(AtomicBoolean stop, List<String> unexpected, Supplier<HttpResponse<String>> request) {
        return Thread.startVirtualThread(() -> {
            while (!stop.get()) {
                try {
                    HttpResponse<String> answer = request.get();
                    if (answer.statusCode() >= 300
                            && !answer.body().contains("The database file cannot be")
                            && !answer.body().contains("\"outcome\":\"unknown\"")) {
                        unexpected.add(answer.statusCode() + " " + answer.body());
                    }
                } catch (UncheckedIOException cut) {
                    // An export whose first part had been sent.
                }
            }
        });
    }

    private static HttpResponse<String> create(TestClient client) {
        return client.json("POST", "/api/computer", "{\"processor\":\"" + Math.random() + "x".repeat(10_000) + "\"}");
    }

    private static void limitFiles(ApplicationProcess server, String bytes) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder("prlimit", "--pid", String.valueOf(server.pid()), "--fsize=" + bytes + ":")
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor()).isZero();
    }
}
