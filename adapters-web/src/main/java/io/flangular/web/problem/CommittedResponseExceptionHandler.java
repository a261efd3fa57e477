package io.flangular.web.problem;

import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Closes the connection of a response that fails after its beginning was sent, so that the client detects that the
 * response is incomplete. Server errors are logged; a slow reader or an unreachable database is not a server error.
 * Without this handler, Spring and Reactor Netty log each such response as an error, with a stack trace.
 */
public final class CommittedResponseExceptionHandler implements WebExceptionHandler {
    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (!exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        return Mono.defer(() -> {
            ServerErrorReporter.report(exchange, failure);
            ServerHttpResponse response = exchange.getResponse();
            HttpServerResponse server = ServerHttpResponseDecorator.getNativeResponse(response);
            // Closed before the response completes: the last chunk would signal a complete response.
            server.withConnection(connection -> connection.channel().close());
            return Mono.empty();
        });
    }
}
