package io.flangular.web.http;

import io.flangular.domain.DomainException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * Rejects bodies of operations that do not read one: the client may have meant it as a condition, such as
 * a {@code q} for a deletion.
 */
public final class EmptyBody {
    private EmptyBody() {}

    /** Completes when the request has no body or an empty one, otherwise fails with {@link DomainException.Invalid}. */
    public static Mono<Void> require(ServerRequest request) {
        if (!isAnnounced(request)) {
            return Mono.empty();
        }
        if (request.headers().contentLength().orElse(0) > 0) {
            return Mono.error(refusal(request));
        }
        return request.exchange()
                .getRequest()
                .getBody()
                .map(EmptyBody::lengthOf)
                .filter(length -> length > 0)
                .next()
                .flatMap(length -> Mono.error(refusal(request)));
    }

    /** Whether the header of the request announces a body. */
    public static boolean isAnnounced(ServerRequest request) {
        return request.headers().contentLength().orElse(0) > 0
                || request.headers().asHttpHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private static int lengthOf(DataBuffer buffer) {
        int length = buffer.readableByteCount();
        DataBufferUtils.release(buffer);
        return length;
    }

    private static DomainException.Invalid refusal(ServerRequest request) {
        return new DomainException.Invalid(request.method() + " has no body here. Nothing was done.");
    }
}
