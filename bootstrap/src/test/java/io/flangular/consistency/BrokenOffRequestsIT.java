package io.flangular.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.TestClient;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A connection that is closed in the middle of a body is not logged. */
@SharesApplication
class BrokenOffRequestsIT {
    private static final RunningApplication SITE = RunningApplication.onH2();

    private final TestClient client = TestClient.signedIn(SITE);

    @ParameterizedTest
    @CsvSource({
        "POST, /api/computer, application/json, true",
        "POST, /api/computer, application/json, false",
        "PATCH, /api/computer/4, application/json, true",
        "DELETE, /api/computer/4, application/json, true",
        "GET, /api/computer, application/json, true",
        "POST, /api/computer, text/csv, true",
        "POST, /api/computer, text/csv, false",
        "POST, /api/token, application/json, true",
        "POST, /login, application/x-www-form-urlencoded, true",
        "POST, /login, application/x-www-form-urlencoded, false",
    })
    void abortedRequestsAreNotLogged(String method, String path, String type, boolean reset) throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        root.addAppender(events);
        try {
            for (int i = 0; i < 5; i++) {
                breakOff(method, path, type, reset);
            }
            Thread.sleep(300);
        } finally {
            root.detachAppender(events);
        }
        assertThat(events.list.stream()
                        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                        .map(BrokenOffRequestsIT::text)
                        // Other tests in the same JVM may log other failures.
                        .filter(text -> text.contains("Connection reset") || text.contains("AbortedException")))
                .isEmpty();
    }

    private static String text(ILoggingEvent event) {
        IThrowableProxy failure = event.getThrowableProxy();
        return event + (failure == null ? "" : ThrowableProxyUtil.asString(failure));
    }

    private void breakOff(String method, String path, String type, boolean reset)
            throws IOException, InterruptedException {
        URI uri = URI.create(SITE.url());
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nContent-Type: " + type
                + "\r\nContent-Length: 9000\r\n" + client.credentials();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            if (reset) {
                socket.setSoLinger(true, 0);
            }
            socket.getOutputStream().write((head + "\r\nram,power\n").getBytes(StandardCharsets.UTF_8));
            Thread.sleep(100);
        }
    }
}
