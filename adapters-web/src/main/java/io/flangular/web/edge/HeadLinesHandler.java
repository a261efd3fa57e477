package io.flangular.web.edge;

import io.flangular.web.edge.head.Rejection;
import io.flangular.web.edge.head.RequestLine;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ByteProcessor;
import io.netty.util.ReferenceCountUtil;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rejects obsolete line folding in headers (RFC 9112, 5.2), and request lines with other separators than single spaces.
 * The decoder would accept both, which is allowed as well, and does so for a request that arrives in one packet with a
 * previous one. Placed in front of the decoder. One instance per connection.
 */
final class HeadLinesHandler extends ChannelInboundHandlerAdapter {
    private final BooleanSupplier betweenRequests;
    private boolean inHead;
    private boolean inHeaders;
    /** The length of the part of the current line that has arrived. */
    private int lineLength;

    private byte last;
    private boolean refused;
    private int requestLine = RequestLine.BEGIN;
    private final ByteProcessor requestLineReader = this::readsRequestLine;
    /** Whether the bytes so far end with a head: after a body, the decoder may hold the beginning of the next line. */
    private boolean atBoundary = true;

    private boolean wholeLine;

    /** Creates the handler; {@code betweenRequests} tells whether the next bytes begin a request. */
    HeadLinesHandler(BooleanSupplier betweenRequests) {
        this.betweenRequests = betweenRequests;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes && !refused) {
            if (betweenRequests.getAsBoolean()) {
                inHead = true;
                inHeaders = false;
                lineLength = 0;
                requestLine = RequestLine.BEGIN;
                wholeLine = atBoundary;
            }
            atBoundary = false;
            Rejection rejection = inHead ? wrong(bytes) : null;
            if (rejection != null) {
                refused = true;
                ctx.fireUserEventTriggered(MalformedRequestHandler.Refusal.ofHead(rejection, false));
            }
        }
        if (refused) {
            ReferenceCountUtil.release(message);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    /** The error in these bytes of the head, or null. */
    private @Nullable Rejection wrong(ByteBuf bytes) {
        int start = bytes.readerIndex();
        while (start < bytes.writerIndex() && inHead) {
            if (inHeaders && lineLength == 0 && isBlank(bytes.getByte(start))) {
                return Rejection.malformed("A header is continued on the next line, which RFC 9112 has abolished.");
            }
            int end = bytes.indexOf(start, bytes.writerIndex(), (byte) '\n');
            int stop = end < 0 ? bytes.writerIndex() : end;
            // Much cheaper than getByte for each byte, which checks the bounds each time.
            if (!inHeaders && wholeLine && bytes.forEachByte(start, stop - start, requestLineReader) >= 0) {
                return Rejection.malformed("The first line of the request is not that of RFC 9112: a method, a URL and"
                        + " HTTP/1.1 with single spaces between them.");
            }
            if (stop > start) {
                lineLength += stop - start;
                last = bytes.getByte(stop - 1);
            }
            if (end >= 0) {
                endLine();
            }
            start = stop + 1;
        }
        atBoundary = !inHead && start == bytes.writerIndex();
        return null;
    }

    private boolean readsRequestLine(byte value) {
        requestLine = RequestLine.next(requestLine, value);
        return requestLine != RequestLine.MALFORMED;
    }

    /** Empty lines before a request are ignored; the empty line after the first line ends the head. */
    private void endLine() {
        boolean empty = lineLength == 0 || lineLength == 1 && last == '\r';
        inHead = !(empty && inHeaders);
        inHeaders |= !empty;
        lineLength = 0;
        requestLine = RequestLine.BEGIN;
    }

    private static boolean isBlank(byte value) {
        return value == ' ' || value == '\t';
    }
}
