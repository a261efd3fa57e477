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
 * Ends connections whose clients keep us waiting, with 408 where nothing has been answered yet. The head of a request must be there within a time. A body may take
 * long, but time that we wait for it is used up, and only bytes give it back: whoever sends at {@link #SLOWEST} or faster
 * has all the time they need. Of an answer, something must be taken from time to time. While we are the ones who do not
 * read, no time passes. It stands in front of the decoder. One for each connection.
 */
final class SlowClients extends ChannelDuplexHandler {
    /** Bytes a second. */
    static final int SLOWEST = 2_048;

    private static final Rejection LATE =
            new Rejection(HttpResponseStatus.REQUEST_TIMEOUT, "The request did not arrive in time. Nothing was done.");

    private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / SLOWEST;

    private final long patience;
    private final long answerPatience;
    private Phase phase = Phase.BETWEEN;
    private long left;
    private boolean asked;
    private long askedAt;
    private long queued;
    private long taken;
    private @Nullable Future<?> readingWatch;
    private @Nullable Future<?> writingWatch;

    /** What the client is in the midst of sending. */
    private enum Phase {
        BETWEEN,
        HEAD,
        BODY
    }

    /**
     * Patience for one connection.
     *
     * @param patience for the head of a request, and for a body that does not come
     * @param answerPatience for a client that takes nothing of its answer
     */
    SlowClients(Duration patience, Duration answerPatience) {
        this.patience = patience.toNanos();
        this.answerPatience = answerPatience.toNanos();
    }

    /** Whether what comes next is the beginning of a request. */
    boolean betweenRequests() {
        return phase == Phase.BETWEEN;
    }

    /** What stands behind the decoder and tells this where requests begin and end. */
    ChannelHandler boundaries() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                if (message instanceof HttpRequest) {
                    phase = Phase.BODY;
                    left = patience;
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
        if (!asked) {
            asked = true;
            askedAt = now(ctx);
        }
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (asked) {
            left -= now(ctx) - askedAt;
            asked = false;
        }
        if (phase == Phase.BETWEEN) {
            phase = Phase.HEAD;
            left = patience;
        } else if (phase == Phase.BODY && message instanceof ByteBuf bytes) {
            left = Math.min(patience, left + bytes.readableBytes() * NANOS_PER_BYTE);
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
        if (phase != Phase.BETWEEN && readingWatch == null) {
            readingWatch = ctx.executor().schedule(() -> watchReading(ctx), patience, TimeUnit.NANOSECONDS);
        }
    }

    private void watchReading(ChannelHandlerContext ctx) {
        readingWatch = null;
        if (phase == Phase.BETWEEN || !ctx.channel().isActive()) {
            return;
        }
        long remaining = asked ? left - (now(ctx) - askedAt) : patience;
        if (remaining <= 0) {
            ctx.fireUserEventTriggered(new BadRequests.Refusal(LATE, false, phase == Phase.HEAD ? 0 : 1));
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
        writingWatch = ctx.executor().schedule(() -> watchWriting(ctx), answerPatience, TimeUnit.NANOSECONDS);
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

    /** Bytes that the client has not made room for. */
    private static long pending(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }

    private static long now(ChannelHandlerContext ctx) {
        return ctx.executor().ticker().nanoTime();
    }
}
