package io.flangular.web;

import io.flangular.domain.DomainException;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A request as the gates pass it on to the API. Its body may take minutes to come, and its sender may have been let go
 * meanwhile: at the end of the body it is looked again, before anything is done with it.
 */
public final class RecheckedRequest extends ServerHttpRequestDecorator {
    private final Role role;
    private final Mono<User> again;

    /**
     * The same request.
     *
     * @param sender as the gate has found them
     * @param again looks for them again; fails when they may not come in any more
     */
    public RecheckedRequest(ServerHttpRequest request, User sender, Mono<User> again) {
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
