package io.flangular.web.edge;

import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Adds the handlers of this package to the Netty pipeline of every connection. */
public final class HttpEdge implements ChannelPipelineConfigurer {
    private final EdgeSettings settings;
    private final ErrorBodyRenderer bodies;
    private final InstantSource clock;
    private final ConnectionLimiter connections;

    public HttpEdge(EdgeSettings settings, ErrorBodyRenderer bodies, InstantSource clock) {
        this.clock = clock;
        this.settings = settings;
        this.bodies = bodies;
        connections =
                new ConnectionLimiter(settings.connections(), settings.connectionsPerAddress(), settings.proxies());
    }

    /** Applies the handlers to a server, which must support only HTTP/1.1. */
    public HttpServer around(HttpServer server) {
        return server.doOnChannelInit(this).forwarded(new ForwardedHeaders(settings.proxies(), settings.forwarded()));
    }

    @Override
    public void onChannelInit(ConnectionObserver observer, Channel channel, @Nullable SocketAddress remoteAddress) {
        ConnectionLimiter.Lease lease = connections.admit(channel);
        if (lease == null) {
            channel.close();
            return;
        }
        SlowClientHandler slow = new SlowClientHandler(settings.requestTimeout(), settings.answerTimeout());
        RequestBody body = new RequestBody();
        // In the order in which they see what arrives: before the decoder, then after it, the last one added first.
        channel.pipeline()
                .addBefore(NettyPipeline.HttpCodec, "headLines", new HeadLinesHandler(slow::betweenRequests))
                .addBefore(NettyPipeline.HttpCodec, "slowClient", slow)
                .addAfter(
                        NettyPipeline.HttpCodec,
                        "malformedRequest",
                        new MalformedRequestHandler(bodies, body, lease, clock))
                .addAfter(NettyPipeline.HttpCodec, "requestBody", body)
                .addAfter(NettyPipeline.HttpCodec, "messageBoundaries", slow.boundaries());
    }
}
