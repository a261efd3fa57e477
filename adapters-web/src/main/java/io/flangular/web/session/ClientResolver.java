package io.flangular.web.session;

import io.flangular.domain.user.Client;
import io.flangular.web.session.token.DeviceCookie;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Determines the client of a request: IP address, user agent and known device. */
public final class ClientResolver {
    /** Used when there is no IP address, as behind a proxy that hides it. */
    private static final String UNKNOWN = "unknown";

    private final DeviceCookie deviceCookie;

    public ClientResolver(DeviceCookie deviceCookie) {
        this.deviceCookie = deviceCookie;
    }

    public Client of(ServerRequest request) {
        return of(request.exchange().getRequest());
    }

    public Client of(ServerHttpRequest request) {
        String browser = request.getHeaders().getFirst(HttpHeaders.USER_AGENT);
        return new Client(
                address(request.getRemoteAddress()),
                browser == null || browser.isBlank() ? null : browser,
                deviceCookie.in(request).orElse(null));
    }

    /** Adds the device cookie to the response. Errors are ignored, since the credentials have been changed already. */
    public Mono<Void> remember(ServerRequest request, long userId, Supplier<Mono<String>> binding) {
        return Mono.defer(binding)
                .doOnNext(bound -> request.exchange()
                        .getResponse()
                        .addCookie(remember(request.exchange().getRequest(), userId, bound)))
                .then()
                .onErrorComplete();
    }

    /** Issues the cookie that marks the browser as known. */
    ResponseCookie remember(ServerHttpRequest request, long userId, String binding) {
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
