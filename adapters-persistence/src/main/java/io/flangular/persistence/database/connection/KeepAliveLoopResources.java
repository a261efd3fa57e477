package io.flangular.persistence.database.connection;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

/**
 * Reactor Netty's event loops, with TCP keep-alive on each connection: a probe after each second without traffic, and
 * the connection fails after two probes without an answer. The defaults of the system take two hours.
 */
public final class KeepAliveLoopResources implements LoopResources {
    private static final Map<SocketOption<Integer>, Integer> PROBES = Map.of(
            ExtendedSocketOptions.TCP_KEEPIDLE, 1,
            ExtendedSocketOptions.TCP_KEEPINTERVAL, 1,
            ExtendedSocketOptions.TCP_KEEPCOUNT, 2);

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return TcpResources.get().onServer(false);
    }

    @Override
    public EventLoopGroup onClient(boolean useNative) {
        // NIO, whose channels take the options of the JDK.
        return TcpResources.get().onClient(false);
    }

    @Override
    public <T extends Channel> T onChannel(Class<T> type, EventLoopGroup group) {
        T channel = TcpResources.get().onChannel(type, group);
        if (channel instanceof NioSocketChannel socket) {
            socket.config().setOption(NioChannelOption.of(StandardSocketOptions.SO_KEEPALIVE), true);
            PROBES.forEach((option, value) -> socket.config().setOption(NioChannelOption.of(option), value));
        }
        return channel;
    }
}
