package io.flangular.web.session;

import io.flangular.domain.user.Client;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Tells what a request comes from: the address of its other end, the browser, and whether that one is known. */
public final class Clients {
    /** Where there is no address, as behind a proxy that hides it. */
    private static final String UNKNOWN = "unknown";

    private final DeviceCookie deviceCookie;

    /** Known browsers have that cookie. */
    public Clients(DeviceCookie deviceCookie) {
        this.deviceCookie = deviceCookie;
    }

    /** Where the request comes from. */
    public Client of(ServerHttpRequest request) {
        String browser = request.getHeaders().getFirst(HttpHeaders.USER_AGENT);
        return new Client(
                address(request.getRemoteAddress()),
                browser == null || browser.isBlank() ? null : browser,
                deviceCookie.in(request).orElse(null));
    }

    /** The cookie by which that browser is known from now on, since that user has logged in with it. */
    ResponseCookie remember(ServerHttpRequest request, long userId, String binding) {
        return deviceCookie.issue(request, userId, binding);
    }

    /** The number alone: no port, no scope, and no name, which would have to be looked up. */
    private static String address(@Nullable InetSocketAddress remote) {
        InetAddress address = remote == null ? null : remote.getAddress();
        if (remote != null && address == null) {
            // What a proxy said is not resolved, and may be no number at all.
            address = NetUtil.createInetAddressFromIpAddressString(remote.getHostString());
        }
        return address == null ? UNKNOWN : NetUtil.toAddressString(address);
    }
}
