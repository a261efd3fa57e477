package io.flangular.web.edge;

import io.flangular.web.SecurityHeaders;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers what cannot be read as HTTP, and closes the connection, since nobody knows where the next request would begin.
 * It stands between the decoder and the server, which would answer without our headers, and not at all when the answer
 * to the request before has only just been sent. Answers that are still due are sent first. One for each connection.
 */
final class BadRequests extends ChannelDuplexHandler {
    /** For whom the answer might be lost if the connection were closed at once, while they are still sending. */
    private static final int SECONDS_TO_READ_THE_ANSWER = 2;

    private int due;
    private boolean answering;
    private boolean over;
    private @Nullable Refusal refusal;

    /**
     * What is to be answered.
     *
     * @param whenDue how many answers are still due when its turn has come: none for a request whose head is bad, one,
     *     which is its own, for a bad body
     */
    record Refusal(HttpResponseStatus status, int whenDue) {
        /** Of a request whose head is bad. */
        static Refusal ofHead(HttpResponseStatus status) {
            return new Refusal(status, 0);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Refusal found = over || refusal != null ? null : wrong(message);
        if (found != null || over || refusal != null) {
            ReferenceCountUtil.release(message);
            if (found != null) {
                refuse(ctx, found);
            }
            return;
        }
        if (message instanceof HttpRequest) {
            due++;
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof Refusal found)) {
            ctx.fireUserEventTriggered(event);
        } else if (!over && refusal == null) {
            refuse(ctx, found);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (over) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        if (message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            answering = true;
            if (!response.headers().contains(SecurityHeaders.CONTENT_SECURITY_POLICY_HEADER)) {
                SecurityHeaders.put(response.headers()::set, overTls(ctx));
            }
        }
        boolean last = answering && message instanceof LastHttpContent;
        ctx.write(message, promise);
        if (last) {
            answering = false;
            due--;
            if (refusal != null) {
                refuse(ctx, refusal);
            }
        }
    }

    private void refuse(ChannelHandlerContext ctx, Refusal found) {
        refusal = found;
        if (due > found.whenDue()) {
            return;
        }
        over = true;
        if (answering || due < found.whenDue()) {
            // Something has already been said to this request.
            ctx.close();
            return;
        }
        FullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, found.status(), Unpooled.EMPTY_BUFFER);
        SecurityHeaders.put(answer.headers()::set, overTls(ctx));
        answer.headers()
                .setInt(HttpHeaderNames.CONTENT_LENGTH, 0)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ctx.writeAndFlush(answer).addListener(sent -> close(ctx));
    }

    private static void close(ChannelHandlerContext ctx) {
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (ctx.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput();
        }
        ctx.channel().config().setAutoRead(true);
        ctx.executor().schedule(() -> ctx.close(), SECONDS_TO_READ_THE_ANSWER, TimeUnit.SECONDS);
    }

    private static @Nullable Refusal wrong(Object message) {
        if (message instanceof HttpRequest request) {
            HttpResponseStatus status =
                    request.decoderResult().isFailure() ? status(request.decoderResult()) : status(request);
            return status == null ? null : Refusal.ofHead(status);
        }
        return message instanceof HttpContent content && content.decoderResult().isFailure()
                ? new Refusal(HttpResponseStatus.BAD_REQUEST, 1)
                : null;
    }

    private static HttpResponseStatus status(DecoderResult failure) {
        Throwable cause = failure.cause();
        if (cause instanceof TooLongHttpLineException) {
            return HttpResponseStatus.REQUEST_URI_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException
                ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
                : HttpResponseStatus.BAD_REQUEST;
    }

    /** What the decoder lets pass although it says two things at once, or nothing; null when all is well. */
    private static @Nullable HttpResponseStatus status(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        boolean current = version.equals(HttpVersion.HTTP_1_1);
        if (!current && !version.equals(HttpVersion.HTTP_1_0)) {
            return HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED;
        }
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        boolean host = hosts.size() == 1 ? Authority.parse(hosts.getFirst()) != null : hosts.isEmpty() && !current;
        if (!host || !addressed(request)) {
            return HttpResponseStatus.BAD_REQUEST;
        }
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty() || codings.equals(List.of(HttpHeaderValues.CHUNKED.toString()))
                ? null
                : HttpResponseStatus.NOT_IMPLEMENTED;
    }

    /** Whether the address is a path, or a whole one as for a proxy, or the server as a whole. */
    private static boolean addressed(HttpRequest request) {
        String target = request.uri();
        return target.startsWith("/")
                || target.regionMatches(true, 0, "http://", 0, 7)
                || target.regionMatches(true, 0, "https://", 0, 8)
                || target.equals("*") && request.method().equals(HttpMethod.OPTIONS);
    }

    private static boolean overTls(ChannelHandlerContext ctx) {
        return ctx.pipeline().get(SslHandler.class) != null;
    }
}
