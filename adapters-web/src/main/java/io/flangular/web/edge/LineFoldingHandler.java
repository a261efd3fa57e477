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
    private byte last;
    private byte lastButOne;
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
                last = 0;
                lastButOne = 0;
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
        for (int i = bytes.readerIndex(); i < bytes.writerIndex() && inHead; i++) {
            byte next = bytes.getByte(i);
            if (last == '\n' && inHeaders && (next == ' ' || next == '\t')) {
                return true;
            }
            if (next == '\n') {
                boolean empty = last == '\n' || last == '\r' && lastButOne == '\n';
                inHead = !(empty && inHeaders);
                inHeaders = true;
            }
            lastButOne = last;
            last = next;
        }
        return false;
    }
}
