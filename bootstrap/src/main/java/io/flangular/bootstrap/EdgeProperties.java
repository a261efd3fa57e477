package io.flangular.bootstrap;

import io.flangular.bootstrap.startup.StartupFailure;
import io.flangular.web.edge.EdgeSettings;
import io.flangular.web.edge.ForwardedHeaders;
import io.flangular.web.edge.TrustedProxies;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of connections and reverse proxies, {@code flangular.edge}.
 *
 * @param connections the maximum number of simultaneous connections
 * @param connectionsPerAddress the maximum number of simultaneous connections of an IPv4 address or IPv6 /64 network
 * @param requestTimeout for the head of a request, and for a body that stalls
 * @param answerTimeout for a client that does not read the response
 * @param trustedProxies IP addresses and networks of trusted reverse proxies
 * @param forwardedHeaders the headers in which they forward the client's IP address
 */
public record EdgeProperties(
        @DefaultValue("10000") int connections,
        @DefaultValue("1000") int connectionsPerAddress,
        @DefaultValue("8s") Duration requestTimeout,
        @DefaultValue("30s") Duration answerTimeout,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("x-forwarded") ForwardedHeaders.Kind forwardedHeaders) {

    public EdgeProperties {
        requirePositive("connections", connections);
        requirePositive("connections-per-address", connectionsPerAddress);
        requireTimeout("request-timeout", requestTimeout);
        requireTimeout("answer-timeout", answerTimeout);
        parse(trustedProxies);
    }

    /** The settings of the web adapter. */
    public EdgeSettings settings() {
        return new EdgeSettings(
                connections,
                connectionsPerAddress,
                requestTimeout,
                answerTimeout,
                parse(trustedProxies),
                forwardedHeaders);
    }

    private static TrustedProxies parse(List<String> proxies) {
        try {
            return TrustedProxies.of(proxies);
        } catch (IllegalArgumentException malformed) {
            throw new StartupFailure(
                    "flangular.edge.trusted-proxies names \"" + malformed.getMessage()
                            + "\": it must be addresses such as 10.0.0.7 and networks such as 10.0.0.0/8.",
                    malformed);
        }
    }

    private static void requirePositive(String name, int value) {
        StartupFailure.unless(value > 0, "flangular.edge." + name + " is " + value + ": it must be 1 at least.");
    }

    private static void requireTimeout(String name, Duration value) {
        TimeSpan.requireBetween("flangular.edge." + name, value, Duration.ofMillis(100), Duration.ofHours(1));
    }
}
