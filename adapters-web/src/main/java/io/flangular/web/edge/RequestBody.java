package io.flangular.web.edge;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;

/** Tracks how much of the body of the current request is outstanding. One instance per connection. */
final class RequestBody extends ChannelDuplexHandler {
    /** Reading and discarding this many bytes costs less than another connection. */
    private static final long WORTH_READING = 64 * 1024;

    private static final long UNKNOWN = Long.MAX_VALUE;

    private long remaining;
    private boolean ended = true;
    private boolean awaitsContinue;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            ended = false;
            remaining = HttpUtil.isTransferEncodingChunked(request) ? UNKNOWN : HttpUtil.getContentLength(request, 0L);
            awaitsContinue = HttpUtil.is100ContinueExpected(request);
        }
        if (message instanceof HttpContent content) {
            if (remaining != UNKNOWN) {
                remaining -= content.content().readableBytes();
            }
            awaitsContinue = false;
            ended = content instanceof LastHttpContent;
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            awaitsContinue = false;
        }
        ctx.write(message, promise);
    }

    boolean hasEnded() {
        return ended;
    }

    /** Whether to close the connection after the response instead of reading the rest of the body. */
    boolean isNotWorthReading() {
        return !ended && (remaining > WORTH_READING || awaitsContinue);
    }
}
