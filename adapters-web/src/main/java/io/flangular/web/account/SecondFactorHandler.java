package io.flangular.web.account;

import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flangular.domain.account.ManageAccount;
import io.flangular.domain.account.ManageSecondFactor;
import io.flangular.domain.secondfactor.RecoveryCode;
import io.flangular.domain.session.UserSession;
import io.flangular.web.json.JsonObject;
import io.flangular.web.json.JsonResponse;
import io.flangular.web.session.ClientResolver;
import java.util.List;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The second factor of the logged-in user, at {@code /api/account/second-factor}. */
public final class SecondFactorHandler {
    private static final String SECOND_FACTOR = AccountHandler.ACCOUNT + "/second-factor";

    private final ManageSecondFactor manageSecondFactor;
    private final ManageAccount manageAccount;
    private final ClientResolver clients;

    public SecondFactorHandler(
            ManageSecondFactor manageSecondFactor, ManageAccount manageAccount, ClientResolver clients) {
        this.manageSecondFactor = manageSecondFactor;
        this.manageAccount = manageAccount;
        this.clients = clients;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .route(
                        path(SECOND_FACTOR),
                        AccountHandler.methods().on(POST, this::begin).on(PUT, this::confirm))
                .route(path(SECOND_FACTOR + "/off"), AccountHandler.methods().on(POST, this::turnOff))
                .route(
                        path(SECOND_FACTOR + "/recovery-codes"),
                        AccountHandler.methods().on(POST, this::renewRecoveryCodes))
                .build();
    }

    /** Generates an unconfirmed key for the authenticator. */
    private Mono<ServerResponse> begin(ServerRequest request, UserSession current) {
        return JsonObject.text(request, "password")
                .flatMap(password -> manageSecondFactor.begin(current, password, clients.of(request)))
                .map(secret -> AuthenticatorKey.of(secret, current.user().email()))
                .flatMap(JsonResponse::created);
    }

    private Mono<ServerResponse> confirm(ServerRequest request, UserSession current) {
        return JsonObject.text(request, "code")
                .flatMap(code -> manageSecondFactor.confirm(current, code, clients.of(request)))
                .delayUntil(codes -> remember(request, current))
                .flatMap(SecondFactorHandler::recoveryCodes);
    }

    private Mono<ServerResponse> renewRecoveryCodes(ServerRequest request, UserSession current) {
        return JsonObject.text(request, "password")
                .flatMap(password -> manageSecondFactor.renewRecoveryCodes(current, password, clients.of(request)))
                .flatMap(SecondFactorHandler::recoveryCodes);
    }

    /** Renews the device cookie, which is bound to the changed credentials. */
    private Mono<Void> remember(ServerRequest request, UserSession current) {
        return clients.remember(request, current.user().id(), () -> manageAccount.deviceBinding(current));
    }

    private static Mono<ServerResponse> recoveryCodes(List<RecoveryCode> codes) {
        return JsonResponse.ok(
                new RecoveryCodesJson(codes.stream().map(RecoveryCode::grouped).toList()));
    }

    /** Recovery codes, which Spring would log while debugging if this were a map. */
    private record RecoveryCodesJson(
            @JsonProperty("recovery_codes") List<String> recoveryCodes) {
        @Override
        public String toString() {
            return "RecoveryCodesJson[…]";
        }
    }

    private Mono<ServerResponse> turnOff(ServerRequest request, UserSession current) {
        return JsonObject.text(request, "password")
                .flatMap(password -> manageSecondFactor.turnOff(current, password, clients.of(request)))
                .then(remember(request, current))
                .then(JsonResponse.noContent());
    }
}
