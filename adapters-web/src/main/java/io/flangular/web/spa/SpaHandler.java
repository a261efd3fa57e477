package io.flangular.web.spa;

import io.flangular.web.access.Area;
import io.flangular.web.problem.ProblemException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/**
 * Serves the frontend at all URLs without a route: public files, private files and, at other URLs, the page of the
 * application. Private files and pages are only served to authenticated requests.
 */
public final class SpaHandler implements WebHandler {
    private final FrontendFiles files;
    private final Pages pages;

    public SpaHandler(FrontendFiles files, Pages pages) {
        this.files = files;
        this.pages = pages;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        return switch (Area.of(exchange.getRequest())) {
            case STATIC -> file(exchange, "/static/");
            case PRIVATE -> loggedIn(exchange, Mono.defer(() -> file(exchange, "/private/")));
            case PAGE -> loggedIn(exchange, Mono.defer(() -> shell(exchange)));
            case API ->
                Mono.error(new ProblemException(
                        HttpStatus.NOT_FOUND,
                        UnknownApiPath.complaint(exchange.getRequest().getPath().value())));
            case LOGIN, OTHER -> Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        };
    }

    private static Mono<Void> loggedIn(ServerWebExchange exchange, Mono<Void> answer) {
        return exchange.getPrincipal()
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED)))
                .flatMap(principal -> answer);
    }

    private Mono<Void> shell(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        response.getHeaders().set(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8");
        return write(exchange, pages.shell());
    }

    private Mono<Void> file(ServerWebExchange exchange, String part) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        FrontendFile file = path.startsWith(part) ? files.find(path) : null;
        if (file == null) {
            return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        }
        HttpMethod method = exchange.getRequest().getMethod();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            return Mono.error(new MethodNotAllowedException(method, List.of(HttpMethod.GET, HttpMethod.HEAD)));
        }
        return send(exchange, file);
    }

    private static Mono<Void> send(ServerWebExchange exchange, FrontendFile file) {
        HttpHeaders asked = exchange.getRequest().getHeaders();
        HttpHeaders headers = exchange.getResponse().getHeaders();
        FrontendFile.Form form = file.formFor(asked.getOrEmpty(HttpHeaders.ACCEPT_ENCODING));
        headers.set(HttpHeaders.CACHE_CONTROL, file.caching());
        if (file.varies()) {
            headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        if (exchange.checkNotModified(form.etag())) {
            return exchange.getResponse().setComplete();
        }
        headers.setContentType(file.type());
        if (form.coding() != null) {
            headers.set(HttpHeaders.CONTENT_ENCODING, form.coding().token());
        }
        return write(exchange, form.bytes());
    }

    static Mono<Void> write(ServerWebExchange exchange, byte[] body) {
        ServerHttpResponse response = exchange.getResponse();
        response.getHeaders().setContentLength(body.length);
        return exchange.getRequest().getMethod() == HttpMethod.HEAD
                ? response.setComplete()
                : response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
