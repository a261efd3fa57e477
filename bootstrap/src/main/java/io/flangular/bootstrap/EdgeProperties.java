package io.flangular.bootstrap;

import io.flangular.bootstrap.startup.StartupFailure;
import io.flangular.web.edge.EdgeSettings;
import io.flangular.web.edge.ForwardedHeaders;
import io.flangular.web.edge.TrustedProxies;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be configured about connections, as {@code flangular.edge}.
 *
 * @param connections the most at once, in all
 * @param connectionsPerAddress the most at once of each address; of IPv6, of each network of 64 bits
 * @param requestTimeout for the head of a request, and for a body that does not come
 * @param answerTimeout for a client that takes nothing of its answer
 * @param trustedProxies IP addresses and networks of trusted reverse proxies
 * @param forwardedHeaders in which headers they say who sends a request
 */
public record EdgeProperties(
        @DefaultValue("10000") int connections,
        @DefaultValue("1000") int connectionsPerAddress,
        @DefaultValue("8s") Duration requestTimeout,
        @DefaultValue("30s") Duration answerTimeout,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("x-forwarded") ForwardedHeaders.Kind forwardedHeaders) {

    /** The same for the web; fails with a sentence that says which value makes no sense. */
    public EdgeSettings settings() {
        atLeastOne("flangular.edge.connections", connections);
        atLeastOne("flangular.edge.connections-per-address", connectionsPerAddress);
        reasonable("flangular.edge.request-timeout", requestTimeout);
        reasonable("flangular.edge.answer-timeout", answerTimeout);
        return new EdgeSettings(
                connections, connectionsPerAddress, requestTimeout, answerTimeout, proxies(), forwardedHeaders);
    }

    private TrustedProxies proxies() {
        try {
            return TrustedProxies.of(trustedProxies);
        } catch (IllegalArgumentException refused) {
            throw new StartupFailure(
                    "flangular.edge.trusted-proxies names \"" + refused.getMessage()
                            + "\": it must be addresses such as 10.0.0.7 and networks such as 10.0.0.0/8.",
                    refused);
        }
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new StartupFailure(name + " is " + value + ": it must be 1 at least.");
        }
    }

    private static void reasonable(String name, Duration value) {
        if (value.compareTo(Duration.ofMillis(100)) < 0 || value.compareTo(Duration.ofHours(1)) > 0) {
            throw new StartupFailure(name + " is " + TimeSpan.text(value) + ": it must be from 100ms to 1h.");
        }
    }
}
