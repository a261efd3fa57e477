package io.flangular.bootstrap.edge;

import io.flangular.bootstrap.FlangularProperties;
import io.flangular.bootstrap.TimeSpan;
import io.flangular.bootstrap.startup.StartupFailure;
import io.flangular.web.edge.ErrorBodyRenderer;
import io.flangular.web.edge.ErrorBodyRenderer.ErrorBody;
import io.flangular.web.edge.HttpEdge;
import io.flangular.web.problem.Problem;
import io.flangular.web.spa.Pages;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.autoconfigure.NettyServerProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** The Netty server: limits on connections, trusted proxies and TLS. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {
    private static final DataSize MIN_HEADERS = DataSize.ofKilobytes(1);
    private static final DataSize MAX_HEADERS = DataSize.ofKilobytes(64);

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE) // after Spring Boot's own, which handles forwarded headers as well
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> edge(
            FlangularProperties properties,
            ServerProperties server,
            NettyServerProperties netty,
            SslBundles bundles,
            Environment environment,
            ErrorBodyRenderer bodies,
            Clock clock) {
        check(server, environment);
        Duration idle = netty.getIdleTimeout();
        if (idle != null) {
            TimeSpan.requireBetween("server.netty.idle-timeout", idle, Duration.ofSeconds(1), Duration.ofDays(1));
        }
        Ssl tls = server.getSsl();
        if (tls != null && tls.isEnabled() && tls.getBundle() != null) {
            TlsCheck.check(tls.getBundle(), bundles);
        }
        HttpEdge edge = new HttpEdge(properties.edge().settings(), bodies, clock);
        return factory -> {
            factory.addServerCustomizers(edge::around);
            restrictCipherSuites(factory);
        };
    }

    private static void restrictCipherSuites(NettyReactiveWebServerFactory factory) {
        Ssl tls = factory.getSsl();
        if (tls != null && tls.getCiphers() == null) {
            tls.setCiphers(AeadCipherSuites.names());
        }
        SslBundles bundles = factory.getSslBundles();
        if (bundles != null) {
            factory.setSslBundles(new AeadCipherSuites(bundles));
        }
    }

    @Bean
    ErrorBodyRenderer errorBodies(Pages pages, JsonMapper json) {
        return (status, message, page) -> {
            Problem problem = Problem.of(HttpStatusCode.valueOf(status), message);
            return page
                    ? new ErrorBody(
                            "text/html;charset=UTF-8", pages.error(problem).getBytes(StandardCharsets.UTF_8))
                    : new ErrorBody(MediaType.APPLICATION_PROBLEM_JSON_VALUE, json.writeValueAsBytes(problem.body()));
        };
    }

    private static void check(ServerProperties server, Environment environment) {
        ForwardHeadersStrategy strategy = server.getForwardHeadersStrategy();
        StartupFailure.unless(
                strategy == null || strategy == ForwardHeadersStrategy.NONE,
                "server.forward-headers-strategy would believe everybody: leave it out, and name your proxies in"
                        + " flangular.edge.trusted-proxies.");
        StartupFailure.unless(
                !server.getHttp2().isEnabled(),
                "server.http2.enabled is true: only HTTP/1.1 is served here, since the limits on slow and bad requests"
                        + " are made for it. A reverse proxy can speak HTTP/2 to browsers.");
        DataSize headers = server.getMaxHttpRequestHeaderSize();
        StartupFailure.unless(
                headers.compareTo(MIN_HEADERS) >= 0 && headers.compareTo(MAX_HEADERS) <= 0,
                "server.max-http-request-header-size is "
                        + environment.getProperty("server.max-http-request-header-size", headers.toString())
                        + ": it must be from " + MIN_HEADERS.toKilobytes() + "KB to " + MAX_HEADERS.toKilobytes()
                        + "KB.");
    }
}
