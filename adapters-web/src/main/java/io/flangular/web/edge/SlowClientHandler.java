package io.flangular.web.edge;

import io.flangular.web.edge.head.Rejection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections of slow clients, with 408 if no response has begun. The head of a request must arrive within the
 * timeout. Waiting for a body uses up the timeout, and received bytes restore it: a client that sends at least {@link
 * #MIN_BYTES_PER_SECOND} may take any time. Of a response, the client must read something within the timeout. Time
 * counts only while the server is reading. Placed in front of the decoder. One instance per connection.
 */
final class SlowClientHandler extends ChannelDuplexHandler {
    static final int MIN_BYTES_PER_SECOND = 2_048;

    private static final Rejection LATE =
            new Rejection(HttpResponseStatus.REQUEST_TIMEOUT, "The request did not arrive in time. Nothing was done.");

    private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / MIN_BYTES_PER_SECOND;

    private final long timeout;
    private final long writeTimeout;
    private Phase phase = Phase.BETWEEN;
    private long budget;
    private boolean reading;
    private long readingSince;
    private long queued;
    private long taken;
    private @Nullable Future<?> readingWatch;
    private @Nullable Future<?> writingWatch;

    private enum Phase {
        BETWEEN,
        HEAD,
        BODY
    }

    /** Creates the handler with the timeouts of {@link EdgeSettings} for requests and responses. */
    SlowClientHandler(Duration timeout, Duration writeTimeout) {
        this.timeout = timeout.toNanos();
        this.writeTimeout = writeTimeout.toNanos();
    }

    /** Whether the next bytes begin a request. */
    boolean betweenRequests() {
        return phase == Phase.BETWEEN;
    }

    /** The handler behind the decoder, which reports where requests begin and end. */
    ChannelHandler boundaries() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                if (message instanceof HttpRequest) {
                    phase = Phase.BODY;
                    budget = timeout;
                }
                if (message instanceof LastHttpContent) {
                    phase = Phase.BETWEEN;
                }
                ctx.fireChannelRead(message);
            }
        };
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (!reading) {
            reading = true;
            readingSince = now(ctx);
        }
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (reading) {
            budget -= now(ctx) - readingSince;
            reading = false;
        }
        if (phase == Phase.BETWEEN) {
            phase = Phase.HEAD;
            budget = timeout;
        } else if (phase == Phase.BODY && message instanceof ByteBuf bytes) {
            budget = Math.min(timeout, budget + bytes.readableBytes() * NANOS_PER_BYTE);
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
        if (phase != Phase.BETWEEN && readingWatch == null) {
            readingWatch = ctx.executor().schedule(() -> watchReading(ctx), timeout, TimeUnit.NANOSECONDS);
        }
    }

    private void watchReading(ChannelHandlerContext ctx) {
        readingWatch = null;
        if (phase == Phase.BETWEEN || !ctx.channel().isActive()) {
            return;
        }
        long remaining = reading ? budget - (now(ctx) - readingSince) : timeout;
        if (remaining <= 0) {
            ctx.fireUserEventTriggered(new MalformedRequestHandler.Refusal(LATE, false, phase == Phase.HEAD ? 0 : 1));
        } else {
            readingWatch = ctx.executor().schedule(() -> watchReading(ctx), remaining, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            queued += bytes.readableBytes();
        }
        ctx.write(message, promise);
        if (writingWatch == null) {
            watchWritingAgain(ctx);
        }
    }

    private void watchWriting(ChannelHandlerContext ctx) {
        writingWatch = null;
        if (pending(ctx.channel()) == 0) {
            return;
        }
        if (queued - pending(ctx.channel()) <= taken) {
            ctx.close();
        } else {
            watchWritingAgain(ctx);
        }
    }

    private void watchWritingAgain(ChannelHandlerContext ctx) {
        taken = queued - pending(ctx.channel());
        writingWatch = ctx.executor().schedule(() -> watchWriting(ctx), writeTimeout, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (readingWatch != null) {
            readingWatch.cancel(false);
        }
        if (writingWatch != null) {
            writingWatch.cancel(false);
        }
    }

    /** Bytes that the client has not read yet. */
    private static long pending(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }

    private static long now(ChannelHandlerContext ctx) {
        return ctx.executor().ticker().nanoTime();
    }
}
