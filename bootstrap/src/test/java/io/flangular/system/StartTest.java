package io.flangular.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starting, failing to start, and starting again. */
class StartTest {
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @TempDir
    private Path data;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--server.port=abc | server.port is \"abc\"",
                "--server.port=99999 | server.port is 99999: a port is a number from 0 to 65535.",
                "--flangular.data=/dev/null/x | flangular.data is /dev/null/x, which cannot be made a folder.",
                "--flangular.database.url=r2dbc:mysql://localhost/x | flangular.database.url cannot be used: it must begin with r2dbc:postgresql: or r2dbc:h2:file:.",
                "--flangular.database.url=r2dbc:postgresql://localhost:1/x | The database cannot be used (PostgreSQL localhost:1/x)",
                "--flangular.admin.email=nobody | flangular.admin.email cannot be used:",
                "--flangular.admin.password=short | flangular.admin.password cannot be used:",
                "--flangular.session.idle=soon | flangular.session.idle is \"soon\"",
                "--flangular.session.secret=short | flangular.session.secret is too short:",
                "--flangular.api.require-if-match=perhaps | flangular.api.require-if-match is \"perhaps\"",
                "--flangular.site=inventory.example.org | flangular.site is \"inventory.example.org\": it must be scheme and host",
                "--flangular.edge.connections=0 | flangular.edge.connections is 0: it must be 1 at least.",
                "--flangular.edge.connections-per-address=-1 | flangular.edge.connections-per-address is -1:",
                "--flangular.edge.request-timeout=0s | flangular.edge.request-timeout is PT0S: it must be from 100ms to 1h.",
                "--flangular.edge.answer-timeout=2h | flangular.edge.answer-timeout is PT2H:",
                "--flangular.edge.trusted-proxies=10.0.0.1,proxy | flangular.edge.trusted-proxies names \"proxy\": it must be addresses",
                "--flangular.edge.trusted-proxies=10.0.0.0/33 | flangular.edge.trusted-proxies names \"10.0.0.0/33\":",
                "--flangular.edge.forwarded-headers=all | flangular.edge.forwarded-headers is \"all\"",
                "--server.forward-headers-strategy=framework | server.forward-headers-strategy would believe everybody:",
                "--server.forward-headers-strategy=native | server.forward-headers-strategy would believe everybody:",
                "--server.http2.enabled=true | server.http2.enabled is true: only HTTP/1.1 is served here",
                "--server.ssl.bundle=site | server.ssl.bundle is \"site\", which cannot be used: SSL bundle name 'site' cannot be found."
            })
    void aWrongValueStopsTheStartWithOneSentence(String setting, String sentence) throws Exception {
        String folder = setting.startsWith("--flangular.data=") ? "--debug=false" : "--flangular.data=" + data;
        try (ApplicationProcess process = ApplicationProcess.start(QUICK, folder, setting)) {
            assertThat(process.awaitEnd()).isEqualTo(1);
            List<String> complaints = process.output()
                    .lines()
                    .filter(line -> !line.contains(" INFO "))
                    .toList();
            assertThat(complaints).hasSize(1);
            assertThat(complaints.getFirst()).startsWith("Flangular cannot start: " + sentence);
        }
    }

    @Test
    void aPortInUseIsSaidToBe() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                ApplicationProcess process = ApplicationProcess.start(
                        QUICK, "--flangular.data=" + data, "--server.port=" + taken.getLocalPort())) {
            assertThat(process.awaitEnd()).isEqualTo(1);
            assertThat(process.output())
                    .contains("Flangular cannot start: Port " + taken.getLocalPort() + " is in use")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void theFirstStartShowsAPasswordAndTheSecondFindsTheData() throws Exception {
        String password;
        try (ApplicationProcess first =
                ApplicationProcess.start(QUICK, "--flangular.data=" + data).awaitReady()) {
            Matcher shown = Pattern.compile("with password (\\S+)").matcher(first.output());
            assertThat(shown.find()).isTrue();
            password = shown.group(1);
            TestClient client = new TestClient(first.url());
            assertThat(client.logIn(RunningApplication.EMAIL, password).statusCode())
                    .isEqualTo(303);
            assertThat(client.json("POST", "/api/computer", "{\"processor\": \"kept\"}")
                            .statusCode())
                    .isEqualTo(201);
            try (ApplicationProcess other = ApplicationProcess.start(QUICK, "--flangular.data=" + data)) {
                assertThat(other.awaitEnd()).isEqualTo(1);
                assertThat(other.output())
                        .contains("another process has it open.")
                        .doesNotContain("\tat ");
            }
        }
        try (ApplicationProcess second =
                ApplicationProcess.start(QUICK, "--flangular.data=" + data).awaitReady()) {
            assertThat(second.output()).doesNotContain("with password");
            TestClient client = new TestClient(second.url());
            assertThat(client.logIn(RunningApplication.EMAIL, password).statusCode())
                    .isEqualTo(303);
            assertThat(client.get("/api/computer").body()).contains("\"kept\"");
        }
    }

    @Test
    void noAcknowledgedRowIsLostWhenTheProcessIsKilled() throws Exception {
        String[] settings = {"--flangular.data=" + data, "--flangular.admin.password=" + RunningApplication.PASSWORD};
        for (int round = 0; round < 2; round++) {
            Map<String, String> acknowledged = new ConcurrentHashMap<>();
            try (ApplicationProcess process =
                    ApplicationProcess.start(QUICK, settings).awaitReady()) {
                List<Thread> writers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    TestClient client = TestClient.signedIn(process.url());
                    String name = round + " " + i;
                    writers.add(Thread.startVirtualThread(() -> write(client, name, acknowledged)));
                }
                await().atMost(Duration.ofMinutes(3)).until(() -> acknowledged.size() >= 500);
                process.kill();
                for (Thread writer : writers) {
                    writer.join();
                }
            }
            try (ApplicationProcess again =
                    ApplicationProcess.start(QUICK, settings).awaitReady()) {
                TestClient client = TestClient.signedIn(again.url());
                acknowledged.forEach((row, processor) -> {
                    HttpResponse<String> answer = client.get(row);
                    assertThat(answer.statusCode()).as(row).isEqualTo(200);
                    assertThat(answer.body()).contains("\"" + processor + "\"");
                });
            }
        }
    }

    /** Adds rows until the server is gone, and notes each that was acknowledged. */
    private static void write(TestClient client, String name, Map<String, String> acknowledged) {
        try {
            for (int i = 0; ; i++) {
                String processor = name + " " + i;
                HttpResponse<String> answer =
                        client.json("POST", "/api/computer", "{\"processor\": \"" + processor + "\"}");
                if (answer.statusCode() == 201) {
                    acknowledged.put(answer.headers().firstValue("location").orElseThrow(), processor);
                }
            }
        } catch (UncheckedIOException gone) {
            // The server was killed, which is the point.
        }
    }
}
