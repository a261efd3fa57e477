package io.flangular.web.access;

import io.flangular.domain.DomainException;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Authenticates the user again at the end of the body: a body may take minutes to arrive, and the user may have lost
 * access meanwhile.
 */
public final class ReauthenticatingRequest extends ServerHttpRequestDecorator {
    private final Role role;
    private final Mono<User> again;

    /** Wraps an authenticated request; {@code again} authenticates again, and fails when the user has lost access. */
    public ReauthenticatingRequest(ServerHttpRequest request, User sender, Mono<User> again) {
        super(request);
        this.role = sender.role();
        this.again = again;
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return super.getBody()
                .concatWith(again.filter(sender -> sender.role() == role)
                        .switchIfEmpty(Mono.error(
                                () -> new DomainException.NotAllowed("Your role was changed meanwhile. Try again.")))
                        .then(Mono.empty()));
    }
}
