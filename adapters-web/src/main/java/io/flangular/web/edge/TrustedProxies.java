package io.flangular.web.edge;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reverse proxies whose forwarded headers are trusted. */
public final class TrustedProxies {
    private final List<IpSubnetFilterRule> networks;

    private TrustedProxies(List<IpSubnetFilterRule> networks) {
        this.networks = networks;
    }

    /**
     * Parses IP addresses and networks, such as {@code 10.0.0.7} and {@code fd00::/8}. {@link IllegalArgumentException}
     * names a value that is neither; host names are not resolved.
     */
    public static TrustedProxies of(List<String> networks) {
        return new TrustedProxies(networks.stream().map(TrustedProxies::network).toList());
    }

    private static IpSubnetFilterRule network(String text) {
        int slash = text.indexOf('/');
        InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException(text);
        }
        int longest = address instanceof Inet6Address ? 128 : 32;
        String prefix = slash < 0 ? Integer.toString(longest) : text.substring(slash + 1);
        if (!prefix.matches("[0-9]{1,3}") || Integer.parseInt(prefix) > longest) {
            throw new IllegalArgumentException(text);
        }
        return new IpSubnetFilterRule(address, Integer.parseInt(prefix), IpFilterRuleType.ACCEPT);
    }

    /** Parses an IP address, or returns null; host names are not resolved. */
    static @Nullable InetAddress address(String text) {
        return NetUtil.createInetAddressFromIpAddressString(text);
    }

    boolean include(InetAddress address) {
        return !networks.isEmpty()
                && networks.stream().anyMatch(network -> network.matches(new InetSocketAddress(address, 0)));
    }
}
