package io.flangular.web;

import io.flangular.domain.DomainException;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Keeps scripts from what concerns who gets in: else a leaked API token could outlive its revocation. */
public final class InPerson {
    private InPerson() {}

    /** Who is logged in; a script is refused as not allowed, with that message. */
    public static Mono<Authenticated> of(ServerRequest request, String refusal) {
        return request.principal()
                .cast(Authenticated.class)
                .switchIfEmpty(Mono.error(() -> new DomainException.NotAuthenticated("You are not logged in.")))
                .filter(Authenticated::inPerson)
                .switchIfEmpty(Mono.error(() -> new DomainException.NotAllowed(refusal)));
    }

    /** The same for administrators; everybody else is refused as not allowed as well. */
    public static Mono<Authenticated> administrator(ServerRequest request, String refusal) {
        return of(request, refusal).doOnNext(who -> who.caller().requireAdministrator());
    }
}
