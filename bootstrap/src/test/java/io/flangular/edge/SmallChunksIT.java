package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.ApplicationProcess;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies in chunks of one byte, which never end, take no more memory than what was sent. */
class SmallChunksIT {
    private static final List<String> LITTLE_MEMORY =
            List.of("-Xmx160m", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1");
    private static final int STRANGERS = 300;
    private static final int USERS = 40;

    @TempDir
    private Path data;

    @Test
    void theServerSurvivesBodiesInChunksOfOneByte() throws Exception {
        try (ApplicationProcess server = ApplicationProcess.start(
                        LITTLE_MEMORY,
                        "--flangular.data=" + data,
                        "--flangular.admin.email=" + RunningApplication.EMAIL,
                        "--flangular.admin.password=" + RunningApplication.PASSWORD)
                .awaitReady()) {
            TestClient client = TestClient.signedIn(server.url());
            List<Socket> open = new ArrayList<>();
            try {
                for (int i = 0; i < STRANGERS; i++) {
                    String form = "Content-Type: application/x-www-form-urlencoded\r\n";
                    open.add(send(server, "POST /login", form, "1\r\na\r\n".repeat(15_000)));
                }
                for (int i = 0; i < USERS; i++) {
                    String json = "Content-Type: application/json\r\n" + client.credentials();
                    open.add(send(server, "POST /api/token", json, "1\r\n \r\n".repeat(200_000)));
                }
                for (int i = 0; i < USERS; i++) {
                    String json = "Content-Type: application/json\r\n" + client.credentials();
                    open.add(send(server, "POST /api/computer", json, "1\r\n \r\n".repeat(200_000)));
                }
                assertThat(client.get("/api/computer").statusCode()).isEqualTo(200);
                TestClient.signedIn(server.url());
            } finally {
                for (Socket socket : open) {
                    socket.close();
                }
            }
            assertThat(client.get("/api/computer").statusCode()).isEqualTo(200);
            assertThat(server.output()).doesNotContain("OutOfMemory").doesNotContain(" ERROR ");
        }
    }

    /** Sends the beginning of a body, as far as the server reads it. */
    private static Socket send(ApplicationProcess server, String line, String headers, String chunks)
            throws IOException {
        Socket socket = new Socket("127.0.0.1", URI.create(server.url()).getPort());
        socket.setSoTimeout(1_000);
        String head = line + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n" + headers + "\r\n";
        Thread.startVirtualThread(() -> {
            try {
                socket.getOutputStream().write((head + chunks).getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException refused) {
                // What is refused is closed.
            }
        });
        return socket;
    }
}
