package io.flangular.web.edge;

import io.netty.channel.Channel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in so many connections and no more: in all, and of each address; of IPv6, of each network of 64 bits. */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final int NETWORK_BYTES = 8;
    private static final long NANOS_BETWEEN_WARNINGS = 60_000_000_000L;

    private final int most;
    private final int mostPerAddress;
    private final TrustedProxies proxies;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentMap<String, Integer> openByAddress = new ConcurrentHashMap<>();
    private final AtomicLong warned = new AtomicLong(System.nanoTime() - NANOS_BETWEEN_WARNINGS);

    /** These limits; only the first one holds for the proxies, through which many people come. */
    Connections(int most, int mostPerAddress, TrustedProxies proxies) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
        this.proxies = proxies;
    }

    /** Whether there is room for that connection, which then counts until it is closed. */
    boolean admit(Channel connection) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            warn("There are " + most + " connections, and no more are accepted (flangular.edge.connections).");
            return false;
        }
        InetAddress address =
                connection.remoteAddress() instanceof InetSocketAddress remote ? remote.getAddress() : null;
        if (address == null || proxies.include(address)) {
            connection.closeFuture().addListener(closed -> open.decrementAndGet());
            return true;
        }
        String origin = origin(address);
        if (openByAddress.merge(origin, 1, Integer::sum) > mostPerAddress) {
            leave(origin);
            warn(origin + " has " + mostPerAddress
                    + " connections, and no more are accepted (flangular.edge.connections-per-address).");
            return false;
        }
        connection.closeFuture().addListener(closed -> leave(origin));
        return true;
    }

    private void leave(String origin) {
        open.decrementAndGet();
        openByAddress.computeIfPresent(origin, (address, count) -> count == 1 ? null : count - 1);
    }

    private void warn(String sentence) {
        long last = warned.get();
        long now = System.nanoTime();
        if (now - last >= NANOS_BETWEEN_WARNINGS && warned.compareAndSet(last, now)) {
            LOG.warn(sentence);
        }
    }

    private static String origin(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "/64"
                : address.getHostAddress();
    }
}
