package io.flangular.web.edge;

import io.flangular.web.edge.ErrorBodyRenderer.ErrorBody;
import io.flangular.web.edge.head.Rejection;
import io.flangular.web.edge.head.RequestHead;
import io.flangular.web.http.AcceptedElement;
import io.flangular.web.http.SecurityHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.InstantSource;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.AbortedException;

/**
 * Responds to malformed HTTP requests, and closes the connection, since the start of the next request is unknown. It is
 * placed between the decoder and the server, whose own response would lack our headers, and would be missing when the
 * response to the previous request has only just been sent. Pending responses are sent first. A response that is sent
 * while much of the request's body is outstanding closes the connection as well, and so does the response to a request
 * with {@code Connection: close}. One instance per connection.
 */
final class MalformedRequestHandler extends ChannelDuplexHandler {
    /** Time to read the response: it could be lost if the connection were closed while the client is still sending. */
    private static final int LINGER_SECONDS = 2;

    private final ErrorBodyRenderer bodies;
    private final ConnectionLimiter.Lease lease;
    private final RequestBody body;
    private final InstantSource clock;
    private int due;
    private boolean answering;
    private boolean page;
    private boolean oldClient;
    private boolean lastRequest;
    private boolean ignoring;
    private boolean closing;
    private boolean over;
    private @Nullable Refusal refusal;

    /**
     * An error response to send.
     *
     * @param page whether the client accepts HTML
     * @param whenDue the number of pending responses at which it is sent: 0 for a malformed head, 1 (its own) for a
     *     malformed body
     */
    record Refusal(Rejection reason, boolean page, int whenDue) {
        static Refusal ofHead(Rejection reason, boolean page) {
            return new Refusal(reason, page, 0);
        }
    }

    MalformedRequestHandler(
            ErrorBodyRenderer bodies, RequestBody body, ConnectionLimiter.Lease lease, InstantSource clock) {
        this.clock = clock;
        this.body = body;
        this.bodies = bodies;
        this.lease = lease;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ignoring |= lastRequest && message instanceof HttpRequest;
        boolean ignored = ignoring || over || refusal != null;
        Refusal found = ignored ? null : wrong(message);
        if (found != null || ignored) {
            ReferenceCountUtil.release(message);
            if (found != null) {
                refuse(ctx, found);
            }
            return;
        }
        if (message instanceof HttpRequest request) {
            due++;
            lease.busy();
            page = wantsPage(request);
            oldClient = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
            if (!HttpUtil.isKeepAlive(request)) {
                // reactor-netty 1.3.8 never answers such a request if it arrives while the previous response is being
                // completed, so the connection is closed here.
                lastRequest = true;
                HttpUtil.setKeepAlive(request, true);
            }
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

    /** Translates the loss of the connection: an {@link IOException} could also come from a full disk. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        ctx.fireExceptionCaught(
                failure instanceof IOException ? AbortedException.beforeSend().initCause(failure) : failure);
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
            if (isErrorOfTheServer(response)) {
                ReferenceCountUtil.release(message);
                promise.trySuccess();
                refuse(ctx, new Refusal(serverError(response.status()), page, due));
                return;
            } else {
                beginAnswer(ctx, response);
            }
        }
        if (answering && message instanceof LastHttpContent) {
            endAnswer(ctx, message, promise);
        } else {
            ctx.write(message, promise);
        }
    }

    /** Responses of the server itself, unlike those of the application, have no body and lack our headers. */
    private static boolean isErrorOfTheServer(HttpResponse response) {
        return response.status().code() >= 400
                && !response.headers().contains(SecurityHeaders.CONTENT_SECURITY_POLICY_HEADER);
    }

    private static Rejection serverError(HttpResponseStatus status) {
        return status.equals(HttpResponseStatus.BAD_REQUEST)
                ? Rejection.malformed("The request is not HTTP as RFC 9110 and RFC 9112 define it.")
                : new Rejection(status, status.reasonPhrase() + ".");
    }

    /** The server closes at once when the client asked to; the client gets time to read the response nevertheless. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (over && ctx.channel().isActive()) {
            ctx.channel().closeFuture().addListener(closed -> promise.trySuccess());
        } else {
            ctx.close(promise);
        }
    }

    private void beginAnswer(ChannelHandlerContext ctx, HttpResponse response) {
        answering = true;
        response.headers().set(HttpHeaderNames.DATE, date());
        if (!response.headers().contains(SecurityHeaders.CONTENT_SECURITY_POLICY_HEADER)) {
            SecurityHeaders.put(response.headers()::set, overTls(ctx));
        }
        if (oldClient && HttpUtil.isTransferEncodingChunked(response)) {
            // HTTP/1.0 does not know chunks (RFC 9112, 6.1): the end of the body is that of the connection.
            HttpUtil.setTransferEncodingChunked(response, false);
            closing = true;
        }
        boolean unread = HttpUtil.isKeepAlive(response) ? body.isNotWorthReading() : !body.hasEnded();
        closing |= due == 1 && (lastRequest || unread);
        if (closing) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private void endAnswer(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        answering = false;
        due--;
        if (closing) {
            over = true;
            ctx.writeAndFlush(message, promise.unvoid()).addListener(sent -> close(ctx));
            return;
        }
        ctx.write(message, promise);
        if (refusal != null) {
            refuse(ctx, refusal);
        } else if (due == 0) {
            lease.idle();
        }
    }

    private void refuse(ChannelHandlerContext ctx, Refusal found) {
        refusal = found;
        if (due > found.whenDue()) {
            return;
        }
        over = true;
        if (answering || due < found.whenDue()) {
            // A response to this request has already begun.
            ctx.close();
            return;
        }
        ErrorBody error =
                bodies.render(found.reason().status().code(), found.reason().message(), found.page());
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, found.reason().status(), Unpooled.wrappedBuffer(error.bytes()));
        SecurityHeaders.put(answer.headers()::set, overTls(ctx));
        answer.headers()
                .set(HttpHeaderNames.DATE, date())
                .set(HttpHeaderNames.CONTENT_TYPE, error.contentType())
                .setInt(HttpHeaderNames.CONTENT_LENGTH, error.bytes().length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ctx.writeAndFlush(answer).addListener(sent -> close(ctx));
    }

    private String date() {
        return DateFormatter.format(Date.from(clock.instant()));
    }

    private static void close(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) {
            return;
        }
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (ctx.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput();
        }
        ctx.pipeline().addBefore(NettyPipeline.HttpCodec, "flangular.discard", new Discard());
        ctx.channel().config().setAutoRead(true);
        ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    private static @Nullable Refusal wrong(Object message) {
        if (message instanceof HttpRequest request) {
            Rejection rejection = RequestHead.check(request);
            return rejection == null ? null : Refusal.ofHead(rejection, wantsPage(request));
        }
        return message instanceof HttpContent content && content.decoderResult().isFailure()
                ? new Refusal(Rejection.malformed("The chunks of the request's body are malformed."), false, 1)
                : null;
    }

    /** Whether the client accepts HTML; never below {@code /api}. */
    private static boolean wantsPage(HttpRequest request) {
        return !request.uri().startsWith("/api/")
                && AcceptedElement.HTML.isIn(request.headers().getAll(HttpHeaderNames.ACCEPT));
    }

    private static boolean overTls(ChannelHandlerContext ctx) {
        return ctx.pipeline().get(SslHandler.class) != null;
    }

    /** Discards what the client still sends while it reads the response, up to a limit. */
    private static final class Discard extends ChannelInboundHandlerAdapter {
        private static final long MAX_BYTES = 1024 * 1024;

        private long discarded;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof ByteBuf bytes) {
                discarded += bytes.readableBytes();
            }
            ReferenceCountUtil.release(message);
            if (discarded > MAX_BYTES) {
                ctx.channel().config().setAutoRead(false);
            }
        }
    }
}
