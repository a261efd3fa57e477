package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flangular.support.RunningApplication;
import io.flangular.support.http.RawConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The number of connections is limited: idle ones are closed for new ones, those in use are not. */
class ConnectionLimiterIT {
    private static final String REQUEST = "GET /login HTTP/1.1\r\nHost: localhost\r\n\r\n";
    /** A request in use: its answer comes when the body does. */
    private static final String BEGUN = "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\n";

    private final List<RawConnection> connections = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (RawConnection connection : connections) {
            connection.close();
        }
    }

    @Test
    void aConnectionBeyondTheLimitIsClosedWhenAllAreInUse() throws IOException {
        try (RunningApplication site =
                RunningApplication.start("--flangular.edge.connections=3", "--flangular.edge.request-timeout=60s")) {
            for (int i = 0; i < 3; i++) {
                inUse(RawConnection.to(site));
            }
            for (int i = 0; i < 5; i++) {
                assertThat(isServed("127.0.0.1", site)).isFalse();
            }
            for (RawConnection connection : connections) {
                assertThat(connection.send("a=b").answer().status()).isEqualTo(200);
            }
            assertThat(isServed("127.0.0.1", site)).isTrue();
        }
    }

    @Test
    void theLongestIdleConnectionIsClosedForANewOne() throws IOException {
        try (RunningApplication site = RunningApplication.start("--flangular.edge.connections=4")) {
            RawConnection silent = opened(RawConnection.to(site));
            RawConnection early = served(opened(RawConnection.to(site)));
            RawConnection late = served(opened(RawConnection.to(site)));
            served(opened(RawConnection.to(site)));
            served(early);

            served(opened(RawConnection.to(site)));
            assertThat(silent.closes()).isTrue();
            served(opened(RawConnection.to(site)));
            assertThat(late.closes()).isTrue();
            served(early);
        }
    }

    @Test
    void manyIdleConnectionsOfOneAddressDoNotBlockOthers() throws IOException {
        try (RunningApplication site = RunningApplication.start(
                "--flangular.edge.connections-per-address=50", "--flangular.edge.request-timeout=60s")) {
            RawConnection working = inUse(RawConnection.to(site));
            RawConnection elsewhere = served(opened(RawConnection.from("127.0.0.2", site)));
            for (int i = 0; i < 200; i++) {
                opened(RawConnection.to(site));
                if (i % 10 == 0) {
                    assertThat(isServed("127.0.0.1", site)).isTrue();
                }
            }
            served(elsewhere);
            assertThat(working.send("a=b").answer().status()).isEqualTo(200);
        }
    }

    @Test
    void oneAddressCannotUseUpTheConnectionsOfOthers() throws IOException {
        try (RunningApplication site = RunningApplication.start(
                "--flangular.edge.connections-per-address=2",
                "--flangular.edge.trusted-proxies=127.0.0.3",
                "--flangular.edge.request-timeout=60s")) {
            for (int i = 0; i < 2; i++) {
                inUse(RawConnection.to(site));
            }
            assertThat(isServed("127.0.0.1", site)).isFalse();
            assertThat(isServed("127.0.0.2", site)).isTrue();
            // Through a proxy come many.
            for (int i = 0; i < 5; i++) {
                served(opened(RawConnection.from("127.0.0.3", site)));
            }

            connections.removeFirst().close();
            await().until(() -> isServed("127.0.0.1", site));
            // Otherwise the application waits for them when it stops.
            close();
        }
    }

    private RawConnection opened(RawConnection connection) {
        connections.add(connection);
        return connection;
    }

    /** Waits until the request is under way. */
    private RawConnection inUse(RawConnection connection) throws IOException {
        served(opened(connection)).send(BEGUN.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
        assertThat(connection.answer().status()).isEqualTo(100);
        return connection;
    }

    private static RawConnection served(RawConnection connection) throws IOException {
        assertThat(connection.send(REQUEST).answer().status()).isEqualTo(200);
        return connection;
    }

    private static boolean isServed(String address, RunningApplication site) {
        try (RawConnection connection = RawConnection.from(address, site)) {
            return connection.send(REQUEST).answer().status() == 200;
        } catch (IOException closed) {
            return false;
        }
    }
}
