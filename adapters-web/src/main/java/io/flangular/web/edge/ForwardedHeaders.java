package io.flangular.web.edge;

import io.flangular.web.edge.head.Authority;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.ConnectionInfo;

/**
 * Takes scheme, host and IP address of a request from the headers of trusted reverse proxies. Values are read from the
 * nearest proxy outwards while the proxy is trusted, so that values forged by a client are never reached.
 */
public final class ForwardedHeaders implements BiFunction<ConnectionInfo, HttpRequest, ConnectionInfo> {
    /** The maximum number of proxies; values of more distant ones are ignored. */
    private static final int MAX_HOPS = 32;

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final TrustedProxies proxies;
    private final Kind kind;

    /** Which headers the proxies set. Only one kind is read, since the other could be set by the client. */
    public enum Kind {
        /** {@code X-Forwarded-For}, {@code X-Forwarded-Proto} and {@code X-Forwarded-Host}. */
        X_FORWARDED,
        /** {@code Forwarded}, as in RFC 7239. */
        FORWARDED
    }

    private record Hop(
            @Nullable String client,
            @Nullable String scheme,
            @Nullable String host) {}

    public ForwardedHeaders(TrustedProxies proxies, Kind kind) {
        this.proxies = proxies;
        this.kind = kind;
    }

    @Override
    public ConnectionInfo apply(ConnectionInfo connection, HttpRequest request) {
        InetSocketAddress peer = connection.getRemoteAddress();
        if (peer == null || !proxies.include(peer.getAddress())) {
            return connection;
        }
        List<Hop> hops = kind == Kind.FORWARDED ? forwarded(request) : xForwarded(request);
        ConnectionInfo forwarded = connection;
        for (Hop hop : hops.reversed()) {
            forwarded = with(forwarded, hop);
            InetAddress client = hop.client == null ? null : TrustedProxies.address(withoutPort(hop.client));
            if (client == null) {
                break;
            }
            forwarded = forwarded.withRemoteAddress(new InetSocketAddress(client, 0));
            if (!proxies.include(client)) {
                break;
            }
        }
        return forwarded;
    }

    private static ConnectionInfo with(ConnectionInfo connection, Hop hop) {
        ConnectionInfo more = connection;
        String scheme = hop.scheme == null ? "" : hop.scheme.toLowerCase(Locale.ROOT);
        if (SCHEMES.contains(scheme)) {
            more = more.withScheme(scheme);
        }
        Authority host = hop.host == null ? null : Authority.parse(hop.host);
        InetSocketAddress local = more.getHostAddress();
        return host == null || local == null ? more : more.withHostAddress(local, host.host(), host.port());
    }

    /** An IP address without an optional port; an IPv6 address with a port is in brackets. */
    private static String withoutPort(String client) {
        if (client.startsWith("[")) {
            int end = client.indexOf(']');
            return end < 0 ? client : client.substring(1, end);
        }
        int colon = client.indexOf(':');
        return colon >= 0 && colon == client.lastIndexOf(':') ? client.substring(0, colon) : client;
    }

    /** Each header is a list with the nearest proxy's value at its end; proxies may also keep to a single value. */
    private static List<Hop> xForwarded(HttpRequest request) {
        List<String> clients = values(request, "X-Forwarded-For");
        List<String> schemes = values(request, "X-Forwarded-Proto");
        List<String> hosts = values(request, "X-Forwarded-Host");
        int count = Math.max(clients.size(), Math.max(schemes.size(), hosts.size()));
        List<Hop> hops = new ArrayList<>();
        for (int outwards = count; outwards >= 1; outwards--) {
            hops.add(new Hop(fromEnd(clients, outwards), fromEnd(schemes, outwards), fromEnd(hosts, outwards)));
        }
        return hops;
    }

    private static List<String> values(HttpRequest request, String name) {
        List<String> lines = request.headers().getAll(name);
        String list = String.join(",", lines);
        List<String> values = new ArrayList<>();
        int end = lines.isEmpty() ? -1 : list.length();
        while (end >= 0 && values.size() < MAX_HOPS) {
            int start = list.lastIndexOf(',', end - 1) + 1;
            values.addFirst(list.substring(start, end).strip());
            end = start - 1;
        }
        return values;
    }

    private static @Nullable String fromEnd(List<String> values, int place) {
        return place <= values.size() ? values.get(values.size() - place) : null;
    }

    private static List<Hop> forwarded(HttpRequest request) {
        List<Hop> hops = new ArrayList<>();
        for (String line : request.headers().getAll("Forwarded")) {
            for (String element : split(line, ',')) {
                hops.add(hop(element));
            }
        }
        return hops;
    }

    private static Hop hop(String element) {
        String client = null;
        String scheme = null;
        String host = null;
        for (String pair : split(element, ';')) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String value = unquoted(pair.substring(equals + 1).strip());
            switch (name) {
                case "for" -> client = value;
                case "proto" -> scheme = value;
                case "host" -> host = value;
                default -> {}
            }
        }
        return new Hop(client, scheme, host);
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    /** Splits at separators outside quotes; an unbalanced quote is ignored. */
    private static List<String> split(String text, char separator) {
        boolean balanced = text.chars().filter(next -> next == '"').count() % 2 == 0;
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '"') {
                quoted = balanced && !quoted;
            } else if (next == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
