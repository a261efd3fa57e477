package io.flangular.web.account;

import io.flangular.domain.account.ManageAccount;
import io.flangular.domain.session.UserSession;
import io.flangular.web.session.ClientResolver;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * Keeps the browser of a request known when the request has changed the password or the second factor, to which known
 * browsers are bound.
 */
final class KnownBrowser {
    private final ManageAccount manageAccount;
    private final ClientResolver clients;

    KnownBrowser(ManageAccount manageAccount, ClientResolver clients) {
        this.manageAccount = manageAccount;
        this.clients = clients;
    }

    /** Adds the cookie to the response. The change is made, so no failure is reported any more. */
    Mono<Void> remember(ServerRequest request, UserSession current) {
        return manageAccount
                .deviceBinding(current)
                .doOnNext(binding -> request.exchange()
                        .getResponse()
                        .addCookie(clients.remember(
                                request.exchange().getRequest(), current.user().id(), binding)))
                .then()
                .onErrorComplete();
    }
}
