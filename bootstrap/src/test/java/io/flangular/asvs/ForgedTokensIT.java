package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.asvs.matrix.Scene;
import io.flangular.asvs.matrix.Scene.Tokens;
import io.flangular.support.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Forged tokens, and the predictability of genuine ones. */
class ForgedTokensIT {
    private static final int LOGINS = 64;
    private static Scene scene;

    @BeforeAll
    static void start() {
        scene = new Scene();
    }

    @AfterAll
    static void stop() {
        scene.site().close();
    }

    @Test
    @DisplayName("20. ASVS 7.2.3 the ids of sessions cannot be guessed from one another")
    void sessionIdsAreUnpredictable() {
        Set<String> ids = new HashSet<>();
        byte[] always = new byte[32];
        byte[] ever = new byte[32];
        java.util.Arrays.fill(always, (byte) 0xff);
        for (int i = 0; i < LOGINS; i++) {
            String id = scene.tokens().session();
            byte[] bits = java.util.Base64.getUrlDecoder().decode(id);
            assertThat(bits).as("256 bits").hasSize(32);
            ids.add(id);
            assertThat(followsFromItsStart(bits)).as("made by java.util.Random").isFalse();
            for (int at = 0; at < bits.length; at++) {
                always[at] &= bits[at];
                ever[at] |= bits[at];
            }
        }
        assertThat(ids).hasSize(LOGINS);
        // By chance a bit is the same 64 times once in 2^63 cases; in a counter or a time many are.
        assertThat(always).containsOnly(0);
        assertThat(ever).containsOnly(0xff);
    }

    /** Whether the first four bytes tell the next eight, as they do where a linear congruential generator made them. */
    private static boolean followsFromItsStart(byte[] bytes) {
        IntBuffer parts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        return IntStream.range(0, 1 << 16).anyMatch(hidden -> {
            long next = step(Integer.toUnsignedLong(parts.get(0)) << 16 | hidden);
            return (int) (next >>> 16) == parts.get(1) && (int) (step(next) >>> 16) == parts.get(2);
        });
    }

    /** That of java.util.Random. */
    private static long step(long state) {
        return (state * 0x5DEECE66DL + 0xB) & ((1L << 48) - 1);
    }

    @Test
    @DisplayName("23. ASVS 9.1.3 no key is fetched from where a token says")
    void noKeyIsFetchedFromAUrlInAToken() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + listener.getLocalPort() + "/keys.json";
            List<Tokens> forged = List.of(
                    scene.heading(header -> header.put("jku", address)),
                    scene.heading(header -> header.put("x5u", address)),
                    scene.heading(header -> header.put("kid", address)),
                    scene.heading(header -> header.putObject("jwk").put("kid", address)),
                    scene.claiming(claims -> claims.put("iss", address)));
            for (Tokens tokens : forged.subList(0, 4)) {
                assertThat(new Visitor(scene.site())
                                .sendBare(
                                        "GET", "/api/session", "", tokens.sent().lines())
                                .status())
                        .isEqualTo(401);
            }
            new Visitor(scene.site())
                    .sendBare("GET", "/api/session", "", forged.getLast().sent().lines());

            listener.setSoTimeout(500);
            Assertions.assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }
}
