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
 * Limits the number of connections, in total and per IP address (for IPv6, per /64 network). At the limit, the
 * connection that has been idle longest is closed: a client with many idle connections cannot shut out others, such as
 * those behind the same NAT. A new connection is refused only when all are in use.
 */
final class ConnectionLimiter {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimiter.class);
    private static final int NETWORK_BYTES = 8;
    private static final long NANOS_BETWEEN_WARNINGS = 60_000_000_000L;

    private final int max;
    private final int maxPerAddress;
    private final TrustedProxies proxies;
    private final Group all = new Group();
    private final Map<String, Group> byAddress = new HashMap<>();
    private final AtomicLong lastWarning = new AtomicLong(System.nanoTime() - NANOS_BETWEEN_WARNINGS);

    /** Creates the limiter; only the total limit applies to trusted proxies, which serve many clients. */
    ConnectionLimiter(int max, int maxPerAddress, TrustedProxies proxies) {
        this.max = max;
        this.maxPerAddress = maxPerAddress;
        this.proxies = proxies;
    }

    /** Admits a connection until it is closed; null when the limit is reached. */
    @Nullable
    Lease admit(Channel connection) {
        String address = address(connection);
        Lease idle;
        Lease lease;
        synchronized (this) {
            Group group = address == null ? null : byAddress.get(address);
            Group full =
                    group != null && group.open.size() >= maxPerAddress ? group : all.open.size() >= max ? all : null;
            idle = full == null ? null : full.longestIdle();
            if (full != null && idle == null) {
                warn(
                        full == group
                                ? address + " has " + maxPerAddress + " connections in use, and no more are accepted"
                                        + " (flangular.edge.connections-per-address)."
                                : "There are " + max + " connections in use, and no more are accepted"
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

    private static final class Group {
        private final Set<Lease> open = new HashSet<>();
        /** In the order in which they became idle. */
        private final Set<Lease> idle = new LinkedHashSet<>();

        @Nullable
        Lease longestIdle() {
            return idle.isEmpty() ? null : idle.iterator().next();
        }
    }

    /** An admitted connection. It is idle until its first request has arrived. */
    final class Lease {
        private final Channel connection;
        private final @Nullable String address;

        private Lease(Channel connection, @Nullable String address) {
            this.connection = connection;
            this.address = address;
        }

        void busy() {
            synchronized (ConnectionLimiter.this) {
                groups().forEach(group -> group.idle.remove(this));
            }
        }

        void idle() {
            synchronized (ConnectionLimiter.this) {
                if (all.open.contains(this)) {
                    groups().forEach(group -> group.idle.add(this));
                }
            }
        }

        private void leave() {
            synchronized (ConnectionLimiter.this) {
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
        long last = lastWarning.get();
        long now = System.nanoTime();
        if (now - last >= NANOS_BETWEEN_WARNINGS && lastWarning.compareAndSet(last, now)) {
            LOG.warn(sentence);
        }
    }

    /** The IP address or network under which the connection is counted; null for a trusted proxy. */
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
