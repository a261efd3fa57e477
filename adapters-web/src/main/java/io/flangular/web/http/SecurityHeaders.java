package io.flangular.web.http;

import java.util.function.BiConsumer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Puts the security headers on every answer, before anything else can answer, errors and redirects included. Nothing
 * may be stored unless a handler says otherwise.
 */
public final class SecurityHeaders implements WebFilter {
    /** The header by which an answer is known to have them all. */
    public static final String CONTENT_SECURITY_POLICY_HEADER = "Content-Security-Policy";

    /** What pages may load and do; Trusted Types are enforced. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        put(headers::set, "https".equals(exchange.getRequest().getURI().getScheme()));
        return chain.filter(exchange);
    }

    /** Gives each header to where it is to be set, also for what is answered without an exchange. */
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
