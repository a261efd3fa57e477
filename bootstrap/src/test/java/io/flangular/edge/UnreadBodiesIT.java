package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.TestClient;
import io.flangular.support.http.RawConnection;
import io.flangular.support.http.Wire.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The body of a request that has been refused is not read to its end: the connection is closed after the answer. */
@SharesApplication
class UnreadBodiesIT {
    private static final RunningApplication SITE = RunningApplication.onH2();
    private static final int PIECE = 1 << 20;
    private static final int PIECES = 200;

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 209715200", "Transfer-Encoding: chunked"})
    void aLargeBodyOfAnUnauthenticatedRequestIsNotRead(String framing) throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            connection.send("POST /api/computer HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n");
            Answer answer = connection.answer();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("connection")).isEqualTo("close");
            int sent = 0;
            try {
                for (; sent < PIECES; sent++) {
                    connection.send(new byte[PIECE]);
                }
            } catch (IOException closed) {
                // As it should be.
            }
            assertThat(sent).as("megabytes sent").isLessThan(20);
        }
    }

    /** As most clients do, this one reads the response while it sends the body. */
    @Test
    void clientsThatAreStillSendingReceiveTheResponse() throws Exception {
        AtomicLong taken = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] target, int from, int length) {
                taken.addAndGet(length);
                return length;
            }
        };
        for (int i = 0; i < 3; i++) {
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create(SITE.url() + "/api/computer"))
                                .version(HttpClient.Version.HTTP_1_1)
                                .header("Content-Type", "text/csv")
                                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> endless))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.body()).contains("You are not logged in.");
                client.shutdownNow();
            }
        }
        assertThat(taken.get()).isLessThan(PIECES * (long) PIECE);
    }

    /** As nginx does by default: it asks to close the connection, and a reset would lose the answer. */
    @ParameterizedTest
    @ValueSource(ints = {50_000, 900_000})
    void clientsThatAskToCloseCanReadTheResponse(int length) throws Exception {
        try (RawConnection connection = RawConnection.to(SITE)) {
            connection.send("POST /api/computer HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                    + length + "\r\n\r\n");
            connection.send(new byte[length / 2]);
            assertThat(connection.answer().status()).isEqualTo(401);
            for (int piece = 0; piece < 5; piece++) {
                connection.send(new byte[length / 10]);
                Thread.sleep(20);
            }
            assertThat(connection.closes()).isTrue();
        }
    }

    @Test
    void aBodyThatIsTooLargeClosesTheConnection() throws IOException {
        TestClient client = TestClient.signedIn(SITE);
        try (RawConnection connection = RawConnection.to(SITE)) {
            connection.send("POST /api/computer HTTP/1.1\r\nHost: "
                    + URI.create(SITE.url()).getAuthority()
                    + "\r\n" + client.credentials()
                    + "Content-Type: application/json\r\nContent-Length: 200000000\r\n\r\n"
                    + " ".repeat(300_000));
            Answer answer = connection.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(connection.closes()).isTrue();
        }
    }

    @Test
    void aSmallBodyIsReadAndTheConnectionStaysOpen() throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            for (int i = 0; i < 3; i++) {
                connection.send("POST /api/computer HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\n");
                assertThat(connection.answer().status()).isEqualTo(401);
                connection.send("x".repeat(50_000));
            }
        }
    }

    /** It would be unknown whether the body follows, because the client waits for 100 Continue. */
    @Test
    void expectContinueIsAnsweredAndTheConnectionClosed() throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            connection.send("POST /api/computer HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
                    + "Expect: 100-continue\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(401);
            assertThat(connection.closes()).isTrue();
        }
    }
}
