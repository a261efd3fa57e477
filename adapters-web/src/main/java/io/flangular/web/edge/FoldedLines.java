package io.flangular.web.edge;

import io.flangular.web.edge.head.Rejection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.function.BooleanSupplier;

/**
 * Refuses headers that go on in the next line, which RFC 9112 has abolished. The decoder joins the lines and so leaves
 * no trace of them; that is allowed as well, and what happens to a request that comes in one packet with another before
 * it. It stands in front of the decoder. One for each connection.
 */
final class FoldedLines extends ChannelInboundHandlerAdapter {
    private final BooleanSupplier betweenRequests;
    private boolean inHead;
    private boolean inHeaders;
    private byte last;
    private byte lastButOne;
    private boolean refused;

    /** Asks there whether what comes next is the beginning of a request. */
    FoldedLines(BooleanSupplier betweenRequests) {
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
                ctx.fireUserEventTriggered(BadRequests.Refusal.ofHead(
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

    /** Looks through what belongs to the head. */
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
