package io.flangular.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.flangular.FlangularApplication;
import io.flangular.bootstrap.startup.StartupFailures;
import io.flangular.persistence.Databases;
import io.flangular.support.ApplicationProcess;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Starting, failing to start, and starting again. */
class StartIT {
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
                "--flangular.database.url=r2dbc:mysql://localhost/x | flangular.database.url cannot be used: it must"
                        + " begin with r2dbc:postgresql: or r2dbc:h2:file:.",
                "--flangular.database.url=r2dbc:postgresql://localhost:1/x | The database cannot be used (PostgreSQL"
                        + " localhost:1/x)",
                "--flangular.database.url=r2dbc:postgresql://me:hush@hush@localhost:1/x | flangular.database.url"
                        + " cannot be used: it has an @ in its user name or password; a user name",
                "--flangular.database.url=r2dbc:postgresql://me:hush hush@localhost/x | flangular.database.url cannot"
                        + " be used: it is not a valid R2DBC URL; a user name",
                "--flangular.database.url=r2dbc:postgresql://me:hush%zz@localhost/x | flangular.database.url cannot be"
                        + " used: it is not a valid R2DBC URL; a user name",
                "--flangular.database.url=r2dbc:postgresql://me:hu/sh@localhost/x | flangular.database.url cannot be"
                        + " used: it ",
                "--flangular.database.url=r2dbc:postgresql://me:1234/hush@localhost/x | flangular.database.url cannot"
                        + " be used: it has an @ in the name of its host or database; a user name",
                "--flangular.admin.email=nobody | flangular.admin.email cannot be used:",
                "--flangular.admin.password=short | flangular.admin.password cannot be used:",
                "--flangular.admin.password=passwordpassword | flangular.admin.password cannot be used: This password"
                        + " is easily guessed.",
                "--flangular.session.idel=5m | flangular.session.idel is not a setting of Flangular: correct the name,"
                        + " or remove it.",
                "--flangular.session.idle=soon | flangular.session.idle is \"soon\"",
                "--flangular.session.secret=short | flangular.session.secret is too short:",
                "--flangular.api.require-if-match=perhaps | flangular.api.require-if-match is \"perhaps\"",
                "--flangular.site=inventory.example.org | flangular.site is \"inventory.example.org\": it must be"
                        + " scheme and host",
                "--flangular.edge.connections=0 | flangular.edge.connections is 0: it must be 1 at least.",
                "--flangular.edge.connections-per-address=-1 | flangular.edge.connections-per-address is -1:",
                "--flangular.edge.request-timeout=0s | flangular.edge.request-timeout is 0s: it must be from 100ms to"
                        + " 1h.",
                "--flangular.edge.answer-timeout=2h | flangular.edge.answer-timeout is 2h:",
                "--flangular.edge.trusted-proxies=10.0.0.1,proxy | flangular.edge.trusted-proxies names \"proxy\": it"
                        + " must be addresses",
                "--flangular.edge.trusted-proxies=10.0.0.0/33 | flangular.edge.trusted-proxies names \"10.0.0.0/33\":",
                "--flangular.edge.forwarded-headers=all | flangular.edge.forwarded-headers is \"all\", which cannot be"
                        + " read as one of x-forwarded, forwarded.",
                "--server.forward-headers-strategy=framework | server.forward-headers-strategy would believe"
                        + " everybody:",
                "--server.forward-headers-strategy=native | server.forward-headers-strategy would believe everybody:",
                "--server.http2.enabled=true | server.http2.enabled is true: only HTTP/1.1 is served here",
                "--server.max-http-request-header-size=0 | server.max-http-request-header-size is 0: it must be from"
                        + " 1KB to 64KB.",
                "--server.max-http-request-header-size=-1KB | server.max-http-request-header-size is -1KB:",
                "--server.max-http-request-header-size=3GB | server.max-http-request-header-size is 3GB:",
                "--server.max-http-request-header-size=big | server.max-http-request-header-size is \"big\", which"
                        + " cannot be read as a size such as 16KB.",
                "--server.netty.idle-timeout=-5s | server.netty.idle-timeout is -5s: it must be from 1s to 1d.",
                "--server.netty.idle-timeout=0 | server.netty.idle-timeout is 0s:",
                "--spring.mail.port=99999 | spring.mail.port is 99999: a port is a number from 1 to 65535.",
                "--flangular.mail.from=nonsense | flangular.mail.from is \"nonsense\": it must be an e-mail address",
                "--flangular.frontend=nosuch | flangular.frontend is \"nosuch\": the class path has no such folder",
                "--logging.structured.format.console=foo | logging.structured.format.console is \"foo\": it must be"
                        + " one of ecs, gelf, logstash, or the name of a class.",
                "--server.ssl.bundle=site --spring.ssl.bundle.pem.site.keystore.certificate=/nosuch.pem |"
                        + " server.ssl.bundle is \"site\", which cannot be used: the file /nosuch.pem does not exist.",
                "--server.ssl.bundle=site | server.ssl.bundle is \"site\", which cannot be used: SSL bundle name"
                        + " 'site' cannot be found."
            })
    void anInvalidValueIsNamedInTheMessage(String setting, String sentence) {
        List<String> settings = new ArrayList<>(List.of(setting.split(" (?=--)")));
        if (!setting.startsWith("--flangular.data=")) {
            settings.add("--flangular.data=" + data);
        }
        assertThat(reasonFor(settings.toArray(String[]::new)))
                .startsWith(sentence)
                .doesNotContain("hush")
                .doesNotContain("hu/sh");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--flangular.site=inventory.example.org",
                "--flangular.mail.from=nonsense",
                "--spring.mail.host=localhost",
                "--flangular.admin.email=nobody",
                "--flangular.admin.password=short"
            })
    void invalidSettingsAreFoundBeforeAnyFileIsCreated(String setting) {
        assertThat(reasonFor("--flangular.data=" + data, setting))
                .startsWith(setting.substring(2, setting.indexOf('=')));
        assertThat(data.resolve("flangular.mv.db")).doesNotExist();
        assertThat(data.resolve("secret")).doesNotExist();
    }

    @Test
    void aServerThatIsNotPostgreSqlIsReported() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            Thread.startVirtualThread(() -> answerInHttp(other));
            assertThat(reasonFor(
                            "--flangular.data=" + data,
                            "--flangular.database.url=r2dbc:postgresql://me:hush@localhost:" + other.getLocalPort()
                                    + "/x"))
                    .startsWith("The database cannot be used (PostgreSQL localhost:" + other.getLocalPort() + "/x): ")
                    .endsWith("what answers there is no PostgreSQL server.");
        }
    }

    private static void answerInHttp(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[8]);
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** A limit on the size of files stands in for a full disk. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFullDiskStopsTheStartAndLeavesNoUnfinishedFile(boolean existing) throws Exception {
        Path file = data.resolve("flangular.mv.db");
        long limit = 4096;
        if (existing) {
            // With no tables yet.
            Databases.embedded(data).maintain(Connection::getMetaData);
            limit = Files.size(file);
        }
        try (ApplicationProcess process =
                ApplicationProcess.startWithFilesOf(limit, QUICK, "--flangular.data=" + data)) {
            assertThat(process.awaitEnd()).isEqualTo(1);
            assertThat(process.output().lines().filter(line -> !line.contains(" INFO ")))
                    .singleElement()
                    .asString()
                    .startsWith("Flangular cannot start: The database cannot be used (H2 file " + file);
        }
        assertThat(Files.exists(file)).isEqualTo(existing);
    }

    @Test
    void anEmptyDatabaseFileIsRefused() throws Exception {
        Path file = Files.createFile(data.resolve("flangular.mv.db"));
        assertThat(reasonFor("--flangular.data=" + data))
                .isEqualTo("The database file " + file
                        + " is empty: restore it from a backup, or delete it to begin with a new database.");
        assertThat(file).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 5_000, 40_000, 0})
    void aDamagedDatabaseFileIsReported(int bytes) throws Exception {
        Path file = data.resolve("flangular.mv.db");
        if (bytes == 0) {
            Random random = new Random(1);
            byte[] noise = new byte[20_000];
            random.nextBytes(noise);
            Files.write(file, noise);
        } else {
            Databases.embedded(data).migrate();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(bytes);
            }
        }
        assertThat(reasonFor("--flangular.data=" + data))
                .isEqualTo("The database file " + file + " is damaged: restore it from a backup.");
    }

    private static String reasonFor(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        if (all.stream().noneMatch(setting -> setting.startsWith("--server.port="))) {
            all.add("--server.port=0");
        }
        Throwable failure =
                catchThrowable(() -> SpringApplication.run(FlangularApplication.class, all.toArray(String[]::new)));
        assertThat(failure).isNotNull();
        FailureAnalysis analysis = new StartupFailures().analyze(failure);
        assertThat(analysis).isNotNull();
        return analysis.getDescription();
    }

    /** A setting that cannot be read, one that is checked at the start, and a database that cannot be used. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--flangular.session.idle=soon | flangular.session.idle is \"soon\"",
                "--flangular.session.secret=short | flangular.session.secret is too short:",
                "--logging.structured.format.console=xml | logging.structured.format.console is \"xml\"",
                "--flangular.database.url=r2dbc:postgresql://me:hush@localhost:1/x | The database cannot be used"
            })
    void anInvalidValueEndsTheProcessWithOneMessage(String setting, String sentence) throws Exception {
        try (ApplicationProcess process = ApplicationProcess.start(QUICK, "--flangular.data=" + data, setting)) {
            assertThat(process.awaitEnd()).isEqualTo(1);
            assertThat(process.output().lines().filter(line -> !line.contains(" INFO ")))
                    .singleElement()
                    .asString()
                    .startsWith("Flangular cannot start: " + sentence)
                    .doesNotContain("hush");
        }
    }

    @Test
    void dataIsReadableByItsOwnerAloneAndAbandonedUploadsAreDeleted() throws Exception {
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path old = Files.createFile(data.resolve("flangular.trace.db"));
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-r--r--"));
        Path abandoned = Files.createDirectories(data.resolve("temporary/1"));
        Files.createFile(abandoned.resolve("lock"));
        Files.createFile(abandoned.resolve("upload1.csv"));
        Path used = Files.createDirectories(data.resolve("temporary/2"));
        Path locked = Files.createFile(used.resolve("lock"));
        try (FileChannel other = FileChannel.open(locked, StandardOpenOption.WRITE);
                FileLock lock = other.lock();
                ApplicationProcess process = ApplicationProcess.start(QUICK, "--flangular.data=" + data)
                        .awaitReady()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(abandoned).doesNotExist();
            assertThat(used).exists();
            try (Stream<Path> temporary = Files.list(data.resolve("temporary"))) {
                assertThat(temporary).hasSize(2);
            }
            try (Stream<Path> entries = Files.walk(data)) {
                assertThat(entries.filter(entry -> !entry.startsWith(used)))
                        .hasSizeGreaterThan(6)
                        .allSatisfy(
                                entry -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(entry)))
                                        .isEqualTo(Files.isDirectory(entry) ? "rwx------" : "rw-------"));
            }
        }
    }

    @Test
    void aTrailingLineBreakOfASettingIsRemoved() throws Exception {
        try (ApplicationProcess process = ApplicationProcess.start(
                        QUICK,
                        "--flangular.data=" + data,
                        "--flangular.admin.email=" + RunningApplication.EMAIL + "\n",
                        "--flangular.admin.password=" + RunningApplication.PASSWORD + "\r\n",
                        "--flangular.database.url=r2dbc:h2:file:///" + data.resolve("other") + "\n",
                        "--flangular.session.secret=0123456789012345678901234567890123456789\n")
                .awaitReady()) {
            assertThat(new TestClient(process.url())
                            .login(RunningApplication.EMAIL, RunningApplication.PASSWORD)
                            .statusCode())
                    .isEqualTo(303);
            assertThat(data.resolve("other.mv.db")).exists();
        }
    }

    @Test
    void aMissingTemporaryFolderStopsTheStart() throws Exception {
        List<String> options = new ArrayList<>(QUICK);
        options.add("-Djava.io.tmpdir=/dev/null/x");
        try (ApplicationProcess process = ApplicationProcess.start(options, "--flangular.data=" + data)) {
            assertThat(process.awaitEnd()).isEqualTo(1);
            assertThat(process.output())
                    .contains("Flangular cannot start: The temporary folder /dev/null/x cannot be written.")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aPortInUseIsReported() throws Exception {
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
    void anUnresponsiveDatabaseServerStopsTheStart() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            refusesToWaitFor(silent.getLocalPort());
        }
    }

    @Test
    void anUnreachableDatabaseServerStopsTheStart() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Those who come when the backlog is full are dropped without a word.
            while (fits(full, waiting)) {
                assertThat(waiting).hasSizeLessThan(100);
            }
            refusesToWaitFor(full.getLocalPort());
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static boolean fits(ServerSocket full, List<Socket> waiting) throws IOException {
        Socket socket = new Socket();
        waiting.add(socket);
        try {
            socket.connect(full.getLocalSocketAddress(), 500);
            return true;
        } catch (SocketTimeoutException dropped) {
            return false;
        }
    }

    private void refusesToWaitFor(int port) throws Exception {
        long start = System.nanoTime();
        try (ApplicationProcess process = ApplicationProcess.start(
                QUICK,
                "--flangular.data=" + data,
                "--flangular.database.url=r2dbc:postgresql://me:hush@127.0.0.1:" + port + "/x")) {
            assertThat(process.awaitEnd()).isEqualTo(1);
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            System.out.println("MEASURED start before a silent server: ended after " + seconds + " s");
            assertThat(seconds).isLessThan(60);
            assertThat(process.output().lines().filter(line -> !line.contains(" INFO ")))
                    .singleElement()
                    .asString()
                    .startsWith("Flangular cannot start: The database cannot be used (PostgreSQL 127.0.0.1:" + port)
                    .doesNotContain("hush");
        }
    }

    @Test
    void theProcessCanBeTerminatedWhileItWaitsForTheDatabase() throws Exception {
        try (ServerSocket silent = new ServerSocket(0);
                ApplicationProcess process = ApplicationProcess.start(
                        QUICK,
                        "--flangular.data=" + data,
                        "--flangular.database.url=r2dbc:postgresql://me:hush@127.0.0.1:" + silent.getLocalPort()
                                + "/x")) {
            try (Socket waiting = silent.accept()) {
                long start = System.nanoTime();
                process.terminate();
                assertThat(process.awaitEnd()).isEqualTo(143);
                System.out.println("MEASURED SIGTERM at the start: ended after "
                        + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
                // It ended before the wait did.
                assertThat(process.output()).doesNotContain("cannot start");
                assertThat(waiting.isConnected()).isTrue();
            }
        }
    }

    @Test
    void theFirstStartShowsAPasswordAndTheSecondKeepsTheData() throws Exception {
        String password;
        try (ApplicationProcess first =
                ApplicationProcess.start(QUICK, "--flangular.data=" + data).awaitReady()) {
            Matcher shown = Pattern.compile("with password (\\S+)").matcher(first.output());
            assertThat(shown.find()).isTrue();
            password = shown.group(1);
            TestClient client = new TestClient(first.url());
            assertThat(client.login(RunningApplication.EMAIL, password).statusCode())
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
            assertThat(client.login(RunningApplication.EMAIL, password).statusCode())
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
                    // The port is another one after the restart.
                    String url = answer.headers().firstValue("location").orElseThrow();
                    acknowledged.put(URI.create(url).getPath(), processor);
                }
            }
        } catch (UncheckedIOException gone) {
            // The server was killed, which is the point.
        }
    }
}
