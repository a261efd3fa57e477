package io.flangular.web.edge;

import io.flangular.web.edge.head.Rejection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.function.BooleanSupplier;

/**
 * Rejects obsolete line folding in headers (RFC 9112, 5.2). The decoder joins folded lines, which is allowed as well,
 * and happens to a request that arrives in one packet with a previous one. Placed in front of the decoder. One instance
 * per connection.
 */
final class LineFoldingHandler extends ChannelInboundHandlerAdapter {
    private final BooleanSupplier betweenRequests;
    private boolean inHead;
    private boolean inHeaders;
    /** Of the current line, as far as it has arrived. */
    private int lineLength;

    private byte last;
    private boolean refused;

    /**
     * Creates the handler of a connection.
     *
     * @param betweenRequests whether the next bytes begin a request
     */
    LineFoldingHandler(BooleanSupplier betweenRequests) {
        this.betweenRequests = betweenRequests;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes && !refused) {
            if (betweenRequests.getAsBoolean()) {
                inHead = true;
                inHeaders = false;
                lineLength = 0;
            }
            if (inHead && folded(bytes)) {
                refused = true;
                ctx.fireUserEventTriggered(MalformedRequestHandler.Refusal.ofHead(
                        Rejection.malformed("A header is continued on the next line, which RFC 9112 has abolished."),
                        false));
            }
        }
        if (refused) {
            ReferenceCountUtil.release(message);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    /** Whether the head contains a folded line. */
    private boolean folded(ByteBuf bytes) {
        int start = bytes.readerIndex();
        while (start < bytes.writerIndex() && inHead) {
            if (inHeaders && lineLength == 0 && isBlank(bytes.getByte(start))) {
                return true;
            }
            int end = bytes.indexOf(start, bytes.writerIndex(), (byte) '\n');
            int stop = end < 0 ? bytes.writerIndex() : end;
            if (stop > start) {
                lineLength += stop - start;
                last = bytes.getByte(stop - 1);
            }
            if (end >= 0) {
                endLine();
            }
            start = stop + 1;
        }
        return false;
    }

    /** The lines before the first one of a request may be empty; the empty line after it ends the head. */
    private void endLine() {
        boolean empty = lineLength == 0 || lineLength == 1 && last == '\r';
        inHead = !(empty && inHeaders);
        inHeaders |= !empty;
        lineLength = 0;
    }

    private static boolean isBlank(byte value) {
        return value == ' ' || value == '\t';
    }
}
