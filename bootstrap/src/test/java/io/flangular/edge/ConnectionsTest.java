package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flangular.system.RunningApplication;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** There are so many connections and no more, and those that there are do not suffer. */
class ConnectionsTest {
    private static final String REQUEST = "GET /login HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @Test
    void oneTooManyIsClosedAtOnceAndTheOthersAreServed() throws IOException {
        List<RawConnection> connections = new ArrayList<>();
        try (RunningApplication site = RunningApplication.start("--flangular.edge.connections=3")) {
            for (int i = 0; i < 3; i++) {
                connections.add(served(RawConnection.to(site)));
            }
            for (int i = 0; i < 5; i++) {
                try (RawConnection refused = RawConnection.to(site)) {
                    assertThat(refused.closes()).isTrue();
                }
            }
            for (RawConnection connection : connections) {
                served(connection);
            }

            connections.removeFirst().close();
            await().until(() -> isServed("127.0.0.1", site));
        } finally {
            close(connections);
        }
    }

    @Test
    void oneAddressCannotTakeThePlaceOfTheOthers() throws IOException {
        List<RawConnection> connections = new ArrayList<>();
        try (RunningApplication site = RunningApplication.start(
                "--flangular.edge.connections-per-address=2", "--flangular.edge.trusted-proxies=127.0.0.3")) {
            for (int i = 0; i < 2; i++) {
                connections.add(served(RawConnection.to(site)));
            }
            assertThat(isServed("127.0.0.1", site)).isFalse();
            assertThat(isServed("127.0.0.2", site)).isTrue();
            // Through a proxy come many.
            for (int i = 0; i < 5; i++) {
                connections.add(served(RawConnection.from("127.0.0.3", site)));
            }

            connections.removeFirst().close();
            await().until(() -> isServed("127.0.0.1", site));
        } finally {
            close(connections);
        }
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

    private static void close(List<RawConnection> connections) throws IOException {
        for (RawConnection connection : connections) {
            connection.close();
        }
    }
}
