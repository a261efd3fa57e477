package io.flangular.web.access;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.access.Caller;
import java.security.Principal;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** The authenticated sender of a request to the API, by session or by API token. */
public interface AuthenticatedPrincipal extends Principal {

    /** The principal of a request; {@link DomainException.NotAuthenticated} when there is none. */
    static Mono<AuthenticatedPrincipal> of(ServerRequest request) {
        return request.principal()
                .cast(AuthenticatedPrincipal.class)
                .switchIfEmpty(Mono.error(DomainException.NotAuthenticated::new));
    }

    Caller caller();

    /** Whether it was authenticated by a session; otherwise by an API token, which must not manage credentials. */
    boolean hasSession();
}
