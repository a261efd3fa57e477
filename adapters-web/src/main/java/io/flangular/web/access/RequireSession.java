package io.flangular.web.access;

import io.flangular.domain.DomainException;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Requires a session for operations on credentials: a leaked API token must not be able to outlive its revocation. */
public final class RequireSession {
    private RequireSession() {}

    /** The logged-in user; a request with an API token is not allowed, with this message. */
    public static Mono<AuthenticatedPrincipal> of(ServerRequest request, String refusal) {
        return request.principal()
                .cast(AuthenticatedPrincipal.class)
                .switchIfEmpty(Mono.error(DomainException.NotAuthenticated::new))
                .filter(AuthenticatedPrincipal::hasSession)
                .switchIfEmpty(Mono.error(() -> new DomainException.NotAllowed(refusal)));
    }

    /** The logged-in administrator; not allowed to others. */
    public static Mono<AuthenticatedPrincipal> administrator(ServerRequest request, String refusal) {
        return of(request, refusal).doOnNext(who -> who.caller().requireAdministrator());
    }
}
