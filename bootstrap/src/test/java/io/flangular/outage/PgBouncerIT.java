package io.flangular.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flangular.support.ApplicationProcess;
import io.flangular.support.DebianPackage;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL behind PgBouncer, configured as docs/operations.md says. */
class PgBouncerIT {
    @TempDir
    private Path data;

    @Test
    void sessionPoolingIsSupportedWithStatementTimeouts() throws Exception {
        try (Bouncer bouncer = new Bouncer("session");
                RunningApplication application =
                        RunningApplication.start("--flangular.database.url=" + bouncer.url())) {
            TestClient client = TestClient.signedIn(application.url());
            assertThat(client.json("POST", "/api/computer", "{\"processor\": \"pooled\"}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(client.get("/api/computer").body()).contains("\"pooled\"");
            assertThat(setting(application, "statement_timeout")).isEqualTo("30s");
            assertThat(setting(application, "lock_timeout")).isEqualTo("5s");
            assertThat(setting(application, "plan_cache_mode")).isEqualTo("force_custom_plan");
        }
    }

    @Test
    void transactionPoolingStopsTheStart() throws Exception {
        try (Bouncer bouncer = new Bouncer("transaction");
                ApplicationProcess process = ApplicationProcess.start(
                        List.of("-XX:TieredStopAtLevel=1"),
                        "--flangular.data=" + data,
                        "--flangular.database.url=" + bouncer.url())) {
            assertThat(process.awaitEnd()).isEqualTo(1);
            assertThat(process.output()).contains("set pool_mode = session.").doesNotContain("\tat ");
        }
    }

    private static String setting(RunningApplication application, String name) {
        return application
                .database()
                .sql("select current_setting('" + name + "')")
                .map(row -> row.get(0, String.class))
                .one()
                .block();
    }

    /** A PgBouncer in front of a PostgreSQL of its own. */
    private static final class Bouncer implements AutoCloseable {
        private final Path folder = Files.createTempDirectory("pgbouncer");
        private final int port = freePort();
        private final Process process;

        Bouncer(String mode) throws IOException {
            Path program = DebianPackage.program("pgbouncer", "pgbouncer");
            ConnectionFactoryOptions server = ConnectionFactoryOptions.parse(RunningApplication.newPostgreSql());
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                postgres = host=localhost port=%s user=postgres password=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                ignore_startup_parameters = extra_float_digits
                """.formatted(
                            server.getValue(ConnectionFactoryOptions.PORT), port, mode));
            List<String> asNobody = System.getProperty("user.name").equals("root")
                    ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                    : List.of();
            process = new ProcessBuilder(
                            Stream.concat(asNobody.stream(), Stream.of(program.toString(), settings.toString()))
                                    .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            await().atMost(Duration.ofMinutes(1)).until(() -> answers() || !process.isAlive());
            assertThat(process.isAlive()).as(() -> read(folder.resolve("log"))).isTrue();
        }

        String url() {
            return "r2dbc:postgresql://postgres:postgres@127.0.0.1:" + port + "/postgres";
        }

        private boolean answers() {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException failure) {
                return failure.toString();
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            }
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
