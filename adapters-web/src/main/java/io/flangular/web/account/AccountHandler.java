package io.flangular.web.account;

import io.flangular.domain.account.AccountOverview;
import io.flangular.domain.account.ManageAccount;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.web.json.JsonObject;
import io.flangular.web.json.JsonResponse;
import io.flangular.web.parameter.PathId;
import io.flangular.web.session.ClientResolver;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Handles requests about the account of the logged-in user. */
public final class AccountHandler {
    private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_-]{22}");

    private final ManageAccount manageAccount;
    private final ClientResolver clients;
    private final KnownBrowser knownBrowser;

    /** Creates the handler; {@code clients} finds the client of a request. */
    public AccountHandler(ManageAccount manageAccount, ClientResolver clients) {
        this.manageAccount = manageAccount;
        this.clients = clients;
        this.knownBrowser = new KnownBrowser(manageAccount, clients);
    }

    /** Shows the account. */
    Mono<ServerResponse> show(ServerRequest request) {
        return CurrentSession.of(request)
                .flatMap(manageAccount::overview)
                .map(AccountJson::of)
                .flatMap(JsonResponse::ok);
    }

    /** Changes the display name. */
    Mono<ServerResponse> rename(ServerRequest request) {
        return CurrentSession.of(request)
                .flatMap(current ->
                        JsonObject.in(request, "name").flatMap(change -> rename(current, change, client(request))))
                .map(AccountJson::of)
                .flatMap(JsonResponse::ok);
    }

    private Mono<AccountOverview> rename(UserSession current, JsonObject change, Client client) {
        String name = change.textOrNull("name");
        change.require(change.has("name"), "name", "must be given").check();
        return manageAccount.rename(current, name, client);
    }

    /** Changes the password. */
    Mono<ServerResponse> changePassword(ServerRequest request) {
        return CurrentSession.of(request)
                .flatMap(current -> PasswordChange.in(request)
                        .flatMap(change -> manageAccount.changePassword(
                                current, change.password(), change.newPassword(), client(request)))
                        .then(knownBrowser.remember(request, current)))
                .then(ServerResponse.noContent().build());
    }

    /** Shows the sessions. */
    Mono<ServerResponse> sessions(ServerRequest request) {
        return CurrentSession.of(request)
                .flatMap(current -> manageAccount
                        .sessions(current)
                        .map(session -> OwnSessionJson.of(session, current.session()))
                        .collectList()
                        .flatMap(JsonResponse::list));
    }

    /** Revokes all sessions except the current one. */
    Mono<ServerResponse> endOtherSessions(ServerRequest request) {
        return CurrentSession.of(request)
                .flatMap(current -> manageAccount.endOtherSessions(current, client(request)))
                .flatMap(ended -> JsonResponse.ok(Map.of("num_ended", ended)));
    }

    /** Revokes a session. */
    Mono<ServerResponse> endSession(ServerRequest request) {
        return CurrentSession.of(request)
                .flatMap(current -> manageAccount.endSession(
                        current, PathId.text(request, HANDLE, "You have no such session."), client(request)))
                .then(ServerResponse.noContent().build());
    }

    private Client client(ServerRequest request) {
        return clients.of(request.exchange().getRequest());
    }
}
