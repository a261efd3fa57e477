package io.flangular.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With a clock that only the test moves. */
class SlowClientHandlerTest {
    private static final String HEAD = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n";

    private final MockTicker clock = Ticker.newMockTicker();
    private final EmbeddedChannel channel;

    SlowClientHandlerTest() {
        SlowClientHandler slow = new SlowClientHandler(Duration.ofSeconds(8), Duration.ofSeconds(30));
        channel = EmbeddedChannel.builder()
                .ticker(clock)
                .handlers(slow, new HttpServerCodec(), slow.boundaries(), new ClosingOnRefusal())
                .build();
        channel.config().setAutoRead(false);
        channel.read();
    }

    /** Stands in for the handler that writes the response before the connection is closed. */
    private static final class ClosingOnRefusal extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            assertThat(event).isInstanceOf(MalformedRequestHandler.Refusal.class);
            context.close();
        }
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    @Test
    void theTimeOfAHeadStartsWithItsFirstByte() {
        pass(3_600);
        receive("POST / HTT");
        pass(7);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void bytesOfAHeadDoNotProlongItsTime() {
        for (int i = 0; i < 8 && channel.isOpen(); i++) {
            receive("and so on and so forth".repeat(20));
            pass(1);
        }
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aBodyAtTheMinimumRateIsNotClosed() {
        receive(HEAD);
        for (int i = 0; i < 3_600; i++) {
            pass(1);
            receive("a".repeat(SlowClientHandler.MIN_BYTES_PER_SECOND));
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aBodyAtHalfTheMinimumRateIsClosed() {
        receive(HEAD);
        for (int i = 0; i < 20 && channel.isOpen(); i++) {
            receive("a".repeat(SlowClientHandler.MIN_BYTES_PER_SECOND / 2));
            pass(1);
        }
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aFastBeginningAllowsNoLongerPause() {
        receive(HEAD);
        receive("a".repeat(1_000_000));
        pass(8);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void timeDoesNotCountWhileTheServerDoesNotRead() {
        receive(HEAD);
        channel.writeInbound(bytes("a"));
        pass(3_600);
        assertThat(channel.isOpen()).isTrue();
        channel.read();
        pass(7);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aCompleteRequestMayWaitForItsResponse() {
        receive("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        pass(3_600);
        assertThat(channel.isOpen()).isTrue();
    }

    /** What we then go on reading from. */
    private void receive(String text) {
        channel.writeInbound(bytes(text));
        channel.read();
    }

    private static Object bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    private void pass(long seconds) {
        clock.advance(seconds, TimeUnit.SECONDS);
        channel.runPendingTasks();
    }
}
