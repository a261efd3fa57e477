package io.flangular.web.edge;

import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Puts everything of this package around the server's decoder, on every new connection. */
public final class Edge implements ChannelPipelineConfigurer {
    private final EdgeSettings settings;
    private final ErrorBodies bodies;
    private final InstantSource clock;
    private final Connections connections;

    /** An edge with these settings, whose own answers have these bodies. */
    public Edge(EdgeSettings settings, ErrorBodies bodies, InstantSource clock) {
        this.clock = clock;
        this.settings = settings;
        this.bodies = bodies;
        connections = new Connections(settings.connections(), settings.connectionsPerAddress(), settings.proxies());
    }

    /** The same server with this edge; it must speak HTTP/1.1 alone. */
    public HttpServer around(HttpServer server) {
        return server.doOnChannelInit(this).forwarded(new ForwardedHeaders(settings.proxies(), settings.forwarded()));
    }

    @Override
    public void onChannelInit(ConnectionObserver observer, Channel channel, @Nullable SocketAddress remoteAddress) {
        Connections.Lease lease = connections.admit(channel);
        if (lease == null) {
            channel.close();
            return;
        }
        SlowClients slow = new SlowClients(settings.requestTimeout(), settings.answerTimeout());
        RequestBody body = new RequestBody();
        channel.pipeline()
                .addBefore(NettyPipeline.HttpCodec, "flangular.foldedLines", new FoldedLines(slow::betweenRequests))
                .addBefore(NettyPipeline.HttpCodec, "flangular.slowClients", slow)
                .addAfter(NettyPipeline.HttpCodec, "flangular.badRequests", new BadRequests(bodies, body, lease, clock))
                .addAfter(NettyPipeline.HttpCodec, "flangular.requestBody", body)
                .addAfter(NettyPipeline.HttpCodec, "flangular.boundaries", slow.boundaries());
    }
}
