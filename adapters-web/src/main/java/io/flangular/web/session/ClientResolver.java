package io.flangular.web.session;

import io.flangular.domain.user.Client;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Determines the client of a request: IP address, user agent and known device. */
public final class ClientResolver {
    /** When there is no IP address, as behind a proxy that hides it. */
    private static final String UNKNOWN = "unknown";

    private final DeviceCookie deviceCookie;

    public ClientResolver(DeviceCookie deviceCookie) {
        this.deviceCookie = deviceCookie;
    }

    /** The client of a request. */
    public Client of(ServerHttpRequest request) {
        String browser = request.getHeaders().getFirst(HttpHeaders.USER_AGENT);
        return new Client(
                address(request.getRemoteAddress()),
                browser == null || browser.isBlank() ? null : browser,
                deviceCookie.in(request).orElse(null));
    }

    /** The cookie that marks the browser as known after a login of the user, or a change of the credentials. */
    public ResponseCookie remember(ServerHttpRequest request, long userId, String binding) {
        return deviceCookie.issue(request, userId, binding);
    }

    /** The IP address without port and scope; host names are not resolved. */
    private static String address(@Nullable InetSocketAddress remote) {
        InetAddress address = remote == null ? null : remote.getAddress();
        if (remote != null && address == null) {
            // The value of a proxy is unresolved, and may not be an IP address.
            address = NetUtil.createInetAddressFromIpAddressString(remote.getHostString());
        }
        return address == null ? UNKNOWN : NetUtil.toAddressString(address);
    }
}
