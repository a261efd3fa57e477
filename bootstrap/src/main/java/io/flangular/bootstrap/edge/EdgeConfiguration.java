package io.flangular.bootstrap.edge;

import io.flangular.bootstrap.FlangularProperties;
import io.flangular.bootstrap.StartupFailure;
import io.flangular.web.edge.Edge;
import io.flangular.web.edge.ServedMethods;
import io.flangular.web.edge.SiteHost;
import io.flangular.web.problem.ProblemWriter;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Who may connect, how slowly, and under which name; and whose word is taken for who it is. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE) // after Spring Boot's own, whose word on forwarded headers must not be the last
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> edge(
            EdgeProperties properties, ServerProperties server, SslBundles bundles) {
        check(server);
        Ssl tls = server.getSsl();
        if (tls != null && tls.isEnabled() && tls.getBundle() != null) {
            TlsCheck.check(tls.getBundle(), bundles);
        }
        Edge edge = new Edge(properties.settings());
        return factory -> factory.addServerCustomizers(edge::around);
    }

    private static void check(ServerProperties server) {
        ForwardHeadersStrategy strategy = server.getForwardHeadersStrategy();
        if (strategy != null && strategy != ForwardHeadersStrategy.NONE) {
            throw new StartupFailure("server.forward-headers-strategy would believe everybody: leave it out, and name"
                    + " your proxies in flangular.edge.trusted-proxies.");
        }
        if (server.getHttp2().isEnabled()) {
            throw new StartupFailure("server.http2.enabled is true: only HTTP/1.1 is served here, since the limits on"
                    + " slow and bad requests are made for it. A reverse proxy can speak HTTP/2 to browsers.");
        }
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 30) // after the security headers, before everything that acts upon a method
    ServedMethods servedMethods(ProblemWriter problems) {
        return new ServedMethods(problems);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 60) // after the limit of addresses, before the gates
    SiteHost siteHost(FlangularProperties properties, ProblemWriter problems) {
        return new SiteHost(properties.checkedSite(), problems);
    }
}
