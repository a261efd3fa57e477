package io.flangular.web.account;

import io.flangular.domain.account.ManageAccount;
import io.flangular.domain.account.ManageSecondFactor;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.web.json.JsonObject;
import io.flangular.web.json.JsonResponse;
import io.flangular.web.session.ClientResolver;
import java.util.function.BiFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Handles requests about the second factor of the logged-in user. */
public final class SecondFactorHandler {
    private final ManageSecondFactor manageSecondFactor;
    private final ClientResolver clients;
    private final KnownBrowser knownBrowser;

    /** Creates the handler; {@code clients} finds the client of a request. */
    public SecondFactorHandler(
            ManageSecondFactor manageSecondFactor, ManageAccount manageAccount, ClientResolver clients) {
        this.manageSecondFactor = manageSecondFactor;
        this.clients = clients;
        this.knownBrowser = new KnownBrowser(manageAccount, clients);
    }

    /** Generates an unconfirmed key for the authenticator. */
    Mono<ServerResponse> begin(ServerRequest request) {
        return with(
                "password",
                request,
                (current, password) -> manageSecondFactor
                        .begin(current, password, client(request))
                        .map(secret ->
                                AuthenticatorKey.of(secret, current.user().email()))
                        .flatMap(JsonResponse::created));
    }

    /** Enables the second factor. */
    Mono<ServerResponse> confirm(ServerRequest request) {
        return with(
                "code",
                request,
                (current, code) -> manageSecondFactor
                        .confirm(current, code, client(request))
                        .delayUntil(codes -> knownBrowser.remember(request, current))
                        .map(RecoveryCodesJson::of)
                        .flatMap(JsonResponse::ok));
    }

    /** Replaces the recovery codes. */
    Mono<ServerResponse> renewRecoveryCodes(ServerRequest request) {
        return with(
                "password",
                request,
                (current, password) -> manageSecondFactor
                        .renewRecoveryCodes(current, password, client(request))
                        .map(RecoveryCodesJson::of)
                        .flatMap(JsonResponse::ok));
    }

    /** Disables the second factor. */
    Mono<ServerResponse> turnOff(ServerRequest request) {
        return with(
                "password",
                request,
                (current, password) -> manageSecondFactor
                        .turnOff(current, password, client(request))
                        .then(knownBrowser.remember(request, current))
                        .then(ServerResponse.noContent().build()));
    }

    /** Runs the work with the only member of the body. */
    private static Mono<ServerResponse> with(
            String member, ServerRequest request, BiFunction<UserSession, String, Mono<ServerResponse>> work) {
        return CurrentSession.of(request)
                .flatMap(current -> JsonObject.in(request, member).flatMap(object -> {
                    String text = object.text(member);
                    object.check();
                    return work.apply(current, text);
                }));
    }

    private Client client(ServerRequest request) {
        return clients.of(request.exchange().getRequest());
    }
}
