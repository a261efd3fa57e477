package io.flangular.web.spa;

import io.flangular.web.access.Area;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Redirects page URLs with duplicate slashes to the canonical URL. The frontend cannot do this: for AngularJS, a URL
 * that begins with two slashes is another site. Also removes a trailing slash from the URL of the login page.
 */
public final class DuplicateSlashFilter implements WebFilter {

    private static final Pattern SLASHES = Pattern.compile("/{2,}");
    private static final Pattern LOGIN = Pattern.compile("^(/login(?:/password)?)/$");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getURI().getRawPath();
        if (!path.contains("//") && !path.endsWith("/") || Area.of(exchange.getRequest()) != Area.PAGE) {
            return chain.filter(exchange);
        }
        // A URI holds no backslash, so what follows the one slash cannot name another host.
        String usual = LOGIN.matcher(SLASHES.matcher(path).replaceAll("/")).replaceFirst("$1");
        if (usual.equals(path)) {
            return chain.filter(exchange);
        }
        String query = exchange.getRequest().getURI().getRawQuery();
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.FOUND);
        response.getHeaders().set(HttpHeaders.LOCATION, query == null ? usual : usual + "?" + query);
        return response.setComplete();
    }
}
