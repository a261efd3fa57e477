package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.system.RunningApplication;
import io.flangular.system.Wire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request ends: nobody can hide another one in it. */
class MessageFramingTest {
    private static final RunningApplication SITE = RunningApplication.onH2();
    /** What somebody would smuggle past a proxy. */
    private static final String HIDDEN = "GET /static/favicon.svg HTTP/1.1\nHost: x\n\n";

    @ParameterizedTest(
            name = "36. ASVS 4.2.1 a request whose end is in doubt is refused and the connection closed: {0}")
    @ValueSource(
            strings = {
                "Content-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n",
                "Transfer-Encoding: chunked\nContent-Length: 5\n\n0\n\n",
                "Content-Length: 0\nContent-Length: 44\n\n",
                "Content-Length: 0\nContent-Length: 0\n\n",
                "Content-Length: 0, 44\n\n",
                "Content-Length: -1\n\n",
                "Content-Length: +0\n\n",
                "Content-Length: 0x0\n\n",
                "Content-Length: 99999999999999999999\n\n",
                "Content-Length : 0\n\n",
                "Transfer-Encoding: chunked\n\nzz\nx\n0\n\n",
                "Transfer-Encoding: chunked\n\n-1\nx\n0\n\n",
                "Transfer-Encoding: chunked\n\nfffffffffffffffff\nx\n0\n\n",
                "Transfer-Encoding: chunked\n\n1\nxx\n0\n\n",
                "Transfer-Encoding : chunked\n\n0\n\n",
                "Transfer-Encoding: xchunked\nContent-Length: 0\n\n",
                "Transfer-Encoding: chunked, identity\n\n0\n\n",
                "Transfer-Encoding: identity\n\n",
                "X\u0000: y\nContent-Length: 0\n\n"
            })
    void aRequestWhoseEndIsInDoubtIsRefused(String rest) throws Exception {
        try (Wire wire = new Wire(URI.create(SITE.url()))) {
            String request = "POST /login HTTP/1.1\nHost: localhost\nContent-Type: application/x-www-form-urlencoded\n"
                    + rest + HIDDEN;
            Wire.Answer answer = wire.exchange(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(wire.isClosed()).isTrue();
        }
    }
}
