package io.flangular.web.problem;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Encodes what must not stand in the query of an address and is sent there all the same: browsers leave <code>{</code>
 * and <code>|</code> as they are, scripts a quote, and a per cent sign may be meant as one. The server would answer such
 * a request with 400 and nothing else, before any of our own code sees it. The path is left alone.
 */
@ChannelHandler.Sharable
public final class SearchRepair extends ChannelInboundHandlerAdapter {
    private static final String ILLEGAL = "\"<>\\^`{|}";

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            request.setUri(repaired(request.uri()));
        }
        context.fireChannelRead(message);
    }

    static String repaired(String address) {
        int query = address.indexOf('?');
        if (query < 0) {
            return address;
        }
        StringBuilder repaired = new StringBuilder(address);
        for (int i = repaired.length() - 1; i > query; i--) {
            char c = repaired.charAt(i);
            if (ILLEGAL.indexOf(c) >= 0 || c == '%' && !isEncoded(address, i)) {
                repaired.replace(i, i + 1, String.format("%%%02X", (int) c));
            }
        }
        return repaired.toString();
    }

    private static boolean isEncoded(String address, int at) {
        return at + 2 < address.length()
                && Character.digit(address.charAt(at + 1), 16) >= 0
                && Character.digit(address.charAt(at + 2), 16) >= 0;
    }
}
