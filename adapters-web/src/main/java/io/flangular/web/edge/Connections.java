package io.flangular.web.edge;

import io.netty.channel.Channel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the number of connections: in all, and of each address; of IPv6, of each network of 64 bits. Where one is too
 * many, the connection is closed that has been idle for the longest time: a client that keeps many open without a
 * request cannot shut out others, such as those behind the same NAT. Only where all are in use is a new one refused.
 */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final int NETWORK_BYTES = 8;
    private static final long NANOS_BETWEEN_WARNINGS = 60_000_000_000L;

    private final int most;
    private final int mostPerAddress;
    private final TrustedProxies proxies;
    private final Group all = new Group();
    private final Map<String, Group> byAddress = new HashMap<>();
    private final AtomicLong warned = new AtomicLong(System.nanoTime() - NANOS_BETWEEN_WARNINGS);

    /** These limits; only the first one holds for the proxies, through which many people come. */
    Connections(int most, int mostPerAddress, TrustedProxies proxies) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
        this.proxies = proxies;
    }

    /** The place of that connection, which it has until it is closed; null when there is none. */
    @Nullable
    Lease admit(Channel connection) {
        String address = address(connection);
        Lease idle;
        Lease lease;
        synchronized (this) {
            Group group = address == null ? null : byAddress.get(address);
            Group full =
                    group != null && group.open.size() >= mostPerAddress ? group : all.open.size() >= most ? all : null;
            idle = full == null ? null : full.longestIdle();
            if (full != null && idle == null) {
                warn(
                        full == group
                                ? address + " has " + mostPerAddress + " connections in use, and no more are accepted"
                                        + " (flangular.edge.connections-per-address)."
                                : "There are " + most + " connections in use, and no more are accepted"
                                        + " (flangular.edge.connections).");
                return null;
            }
            if (idle != null) {
                idle.end();
            }
            lease = new Lease(connection, address);
            lease.begin();
        }
        if (idle != null) {
            idle.connection.close();
        }
        connection.closeFuture().addListener(closed -> lease.leave());
        return lease;
    }

    /** What is limited together. */
    private static final class Group {
        private final Set<Lease> open = new HashSet<>();
        /** Those that have been idle for the longest time come first. */
        private final Set<Lease> idle = new LinkedHashSet<>();

        @Nullable
        Lease longestIdle() {
            return idle.isEmpty() ? null : idle.iterator().next();
        }
    }

    /** The place that a connection has. A new one is idle until its first request has come. */
    final class Lease {
        private final Channel connection;
        private final @Nullable String address;

        private Lease(Channel connection, @Nullable String address) {
            this.connection = connection;
            this.address = address;
        }

        /** A request has come. */
        void busy() {
            synchronized (Connections.this) {
                groups().forEach(group -> group.idle.remove(this));
            }
        }

        /** All requests have been answered. */
        void idle() {
            synchronized (Connections.this) {
                if (all.open.contains(this)) {
                    groups().forEach(group -> group.idle.add(this));
                }
            }
        }

        private void leave() {
            synchronized (Connections.this) {
                end();
            }
        }

        private void begin() {
            if (address != null) {
                byAddress.computeIfAbsent(address, first -> new Group());
            }
            groups().forEach(group -> {
                group.open.add(this);
                group.idle.add(this);
            });
        }

        private void end() {
            groups().forEach(group -> {
                group.open.remove(this);
                group.idle.remove(this);
            });
            if (address != null) {
                byAddress.computeIfPresent(address, (name, group) -> group.open.isEmpty() ? null : group);
            }
        }

        private List<Group> groups() {
            Group group = address == null ? null : byAddress.get(address);
            return group == null ? List.of(all) : List.of(all, group);
        }
    }

    private void warn(String sentence) {
        long last = warned.get();
        long now = System.nanoTime();
        if (now - last >= NANOS_BETWEEN_WARNINGS && warned.compareAndSet(last, now)) {
            LOG.warn(sentence);
        }
    }

    /** What the connection is counted under beside all others; null for that of a proxy. */
    private @Nullable String address(Channel connection) {
        InetAddress address =
                connection.remoteAddress() instanceof InetSocketAddress remote ? remote.getAddress() : null;
        if (address == null || proxies.include(address)) {
            return null;
        }
        return address instanceof Inet6Address
                ? HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "/64"
                : address.getHostAddress();
    }
}
