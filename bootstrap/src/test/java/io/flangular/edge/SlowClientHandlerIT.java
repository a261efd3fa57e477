package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import io.flangular.support.http.RawConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Clients that keep the server waiting are disconnected, slow but steady ones are not. With shorter timeouts than
 * usual.
 */
class SlowClientHandlerIT {
    private static final String HEAD = "GET /login HTTP/1.1\r\nHost: localhost\r\n";
    private static final String FORM =
            "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    private static final int ROWS = 30_000;
    private static RunningApplication site;

    @BeforeAll
    static void start() {
        site = RunningApplication.start(
                "--flangular.edge.request-timeout=1s",
                "--flangular.edge.answer-timeout=2s",
                "--server.netty.idle-timeout=2s");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void aSilentConnectionIsClosed() throws IOException {
        try (RawConnection connection = RawConnection.to(site)) {
            assertThat(connection.closes()).isTrue();
        }
    }

    @Test
    void anIdleConnectionIsClosed() throws IOException {
        try (RawConnection connection = RawConnection.to(site)) {
            assertThat(connection.send(HEAD + "\r\n").answer().status()).isEqualTo(200);
            assertThat(connection.closes()).isTrue();
        }
    }

    @Test
    void anIncompleteHeadIsClosed() throws IOException {
        try (RawConnection connection = RawConnection.to(site)) {
            assertThat(connection.send(HEAD).answer().status()).isEqualTo(408);
            assertThat(connection.closes()).isTrue();
        }
    }

    @Test
    void anIncompleteBodyIsClosed() throws IOException {
        try (RawConnection connection = RawConnection.to(site)) {
            connection.send(FORM + "Content-Length: 1000\r\n\r\nemail=");
            assertThat(connection.answer().text()).contains("did not arrive in time");
            assertThat(connection.closes()).isTrue();
        }
    }

    @Test
    void anIncompleteChunkIsClosed() throws IOException {
        try (RawConnection connection = RawConnection.to(site)) {
            connection.send(FORM + "Transfer-Encoding: chunked\r\n\r\n5\r\nem");
            assertThat(connection.answer().text()).contains("did not arrive in time");
            assertThat(connection.closes()).isTrue();
        }
    }

    @Test
    void aTricklingHeadIsClosed() throws IOException {
        try (RawConnection connection = RawConnection.to(site)) {
            connection.send(HEAD + "X-A: ");
            assertThat(closesWhileItDrips(connection)).isTrue();
        }
    }

    @Test
    void aSecondTricklingHeadIsClosed() throws IOException {
        try (RawConnection connection = RawConnection.to(site)) {
            assertThat(connection.send(HEAD + "\r\n").answer().status()).isEqualTo(200);
            connection.send(HEAD + "X-A: ");
            assertThat(closesWhileItDrips(connection)).isTrue();
        }
    }

    @Test
    void aTricklingBodyIsClosed() throws IOException {
        try (RawConnection connection = RawConnection.to(site)) {
            connection.send(FORM + "Content-Length: 10000\r\n\r\n");
            assertThat(closesWhileItDrips(connection)).isTrue();
        }
    }

    @Test
    void aTricklingBodyIsClosedAlsoAfterTheResponse() throws IOException {
        try (RawConnection connection = RawConnection.to(site)) {
            connection.send("POST /api/computer HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(401);
            assertThat(closesWhileItDrips(connection)).isTrue();
        }
    }

    /** With a timeout that a busy machine keeps; the body takes longer than that. */
    @Test
    void aSlowButSteadyBodyIsServed() throws Exception {
        try (RunningApplication patient = RunningApplication.start("--flangular.edge.request-timeout=4s");
                RawConnection connection = RawConnection.to(patient)) {
            connection.send(FORM + "Content-Length: 15000\r\n\r\n");
            for (int i = 0; i < 50; i++) {
                connection.send("a".repeat(300));
                Thread.sleep(100);
            }
            assertThat(connection.answer().status()).isEqualTo(200);
        }
    }

    /** The import takes longer than a request or an answer may keep the server waiting. */
    @Test
    void aLargeImportIsNotTakenForASlowClient() {
        StringBuilder table = new StringBuilder("processor,ram,power\r\n");
        for (int i = 0; i < ROWS; i++) {
            table.append("Processor ").append(i).append(",16 GB,350 W\r\n");
        }
        TestClient client = TestClient.signedIn(site);
        HttpResponse<String> answer = client.send(client.request("/api/computer")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(table.toString())));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"num_created\":" + ROWS);
    }

    @Test
    @Timeout(120)
    void aClientThatReadsNoResponsesIsClosed() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress("127.0.0.1", RawConnection.port(site)));
            byte[] requests = (HEAD + "\r\n").repeat(100).getBytes();
            assertThatThrownBy(() -> {
                        while (true) {
                            socket.getOutputStream().write(requests);
                        }
                    })
                    .isInstanceOf(SocketException.class);
        }
    }

    /** Sends a byte now and again, for as long as it takes. */
    private static boolean closesWhileItDrips(RawConnection connection) throws IOException {
        AtomicBoolean over = new AtomicBoolean();
        Thread dripping = Thread.startVirtualThread(() -> {
            try {
                while (!over.get()) {
                    connection.send("a");
                    Thread.sleep(50);
                }
            } catch (IOException | InterruptedException closed) {
                // That is the point.
            }
        });
        try {
            String rest = connection.rest();
            return rest.isEmpty() || rest.startsWith("HTTP/1.1 408 ");
        } catch (SocketException reset) {
            return true;
        } finally {
            over.set(true);
            dripping.interrupt();
        }
    }
}
