package io.flangular.web.http;

import java.util.function.BiConsumer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Adds the security headers to every response. Responses are not cached unless a handler says otherwise. */
public final class SecurityHeaders implements WebFilter {
    /** Present on every response of the application, unlike those of the server itself. */
    public static final String CONTENT_SECURITY_POLICY_HEADER = "Content-Security-Policy";

    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        put(headers::set, "https".equals(exchange.getRequest().getURI().getScheme()));
        return chain.filter(exchange);
    }

    /** Passes each header to a setter, also for responses without an exchange. */
    public static void put(BiConsumer<String, String> headers, boolean overTls) {
        headers.accept(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.accept(CONTENT_SECURITY_POLICY_HEADER, CONTENT_SECURITY_POLICY);
        headers.accept("X-Content-Type-Options", "nosniff");
        headers.accept("Referrer-Policy", "same-origin");
        headers.accept("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        headers.accept("Cross-Origin-Opener-Policy", "same-origin");
        headers.accept("Cross-Origin-Resource-Policy", "same-origin");
        if (overTls) {
            headers.accept("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
