package io.flangular.web.administration;

import io.flangular.domain.administration.ManageUsers;
import io.flangular.domain.administration.Requester;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.UserPage;
import io.flangular.domain.user.UserSearch;
import io.flangular.domain.user.UserStatus;
import io.flangular.web.access.AuthenticatedPrincipal;
import io.flangular.web.access.RequireSession;
import io.flangular.web.json.JsonObject;
import io.flangular.web.json.JsonResponse;
import io.flangular.web.link.LinkUrl;
import io.flangular.web.parameter.PageParameters;
import io.flangular.web.parameter.PathId;
import io.flangular.web.parameter.SearchParameters;
import io.flangular.web.session.ClientResolver;
import io.flangular.web.session.SessionPrincipal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Handles requests of administrators about users. */
public final class UserHandler {
    private final ManageUsers manageUsers;
    private final LinkUrl linkAddress;
    private final ClientResolver clients;

    /** Creates the handler with the URL builder of links, and with what finds the client of a request. */
    public UserHandler(ManageUsers manageUsers, LinkUrl linkAddress, ClientResolver clients) {
        this.manageUsers = manageUsers;
        this.linkAddress = linkAddress;
        this.clients = clients;
    }

    /** Lists users. */
    Mono<ServerResponse> search(ServerRequest request) {
        return caller(request).flatMap(caller -> {
            SearchParameters parameters = new SearchParameters(request);
            PageRequest page = new PageRequest(
                    PageParameters.number(request.queryParams().getFirst("page")),
                    PageParameters.size(request.queryParams().getFirst("results_per_page")),
                    true);
            UserSearch search = new UserSearch(
                    parameters.text("search"),
                    parameters.choice("role", Role.class),
                    parameters.choice("status", UserStatus.class),
                    (int) Math.min(Integer.MAX_VALUE, page.offset()),
                    page.size());
            return manageUsers
                    .search(caller, search)
                    .map(found -> body(found, page))
                    .flatMap(JsonResponse::ok);
        });
    }

    private static Map<String, Object> body(UserPage found, PageRequest page) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("num_results", found.total());
        body.put("page", page.number());
        body.put("total_pages", PageParameters.pages(found.total(), page.size()));
        body.put("objects", found.users().stream().map(UserJson::of).toList());
        return body;
    }

    /** Shows a user. */
    Mono<ServerResponse> show(ServerRequest request) {
        return caller(request)
                .flatMap(caller -> manageUsers.find(caller, id(request)))
                .map(UserJson::of)
                .flatMap(JsonResponse::ok);
    }

    /** Adds a user and responds with the invitation link. */
    Mono<ServerResponse> invite(ServerRequest request) {
        return session(request)
                .flatMap(session -> Invitation.in(request)
                        .flatMap(invitation -> manageUsers.invite(
                                new Requester(session, invitation.password(), client(request)),
                                invitation.email(),
                                invitation.name(),
                                invitation.role())))
                .flatMap(invited -> {
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put("user", UserJson.of(invited.user()));
                    body.put("link", LinkJson.of(invited.link(), linkAddress, request));
                    return JsonResponse.created(body);
                });
    }

    /** Changes a user. */
    Mono<ServerResponse> change(ServerRequest request) {
        return session(request)
                .flatMap(session -> {
                    long id = id(request);
                    return UserChangeJson.in(request)
                            .flatMap(json -> manageUsers.change(
                                    new Requester(session, json.password(), client(request)), id, json.change()));
                })
                .map(UserJson::of)
                .flatMap(JsonResponse::ok);
    }

    /** Issues a link to choose a password, and responds with it. */
    Mono<ServerResponse> issueLink(ServerRequest request) {
        return confirmed(request, manageUsers::issueLink)
                .map(link -> LinkJson.of(link, linkAddress, request))
                .flatMap(JsonResponse::created);
    }

    /** Revokes the sessions of a user. */
    Mono<ServerResponse> endSessions(ServerRequest request) {
        return session(request)
                .flatMap(session -> manageUsers.endSessions(new Requester(session, null, client(request)), id(request)))
                .flatMap(ended -> JsonResponse.ok(Map.of("num_ended", ended)));
    }

    /** Disables the second factor of a user. */
    Mono<ServerResponse> removeSecondFactor(ServerRequest request) {
        return confirmed(request, manageUsers::removeSecondFactor)
                .map(UserJson::of)
                .flatMap(JsonResponse::ok);
    }

    /** Lists the API tokens of a user without their secrets. */
    Mono<ServerResponse> tokens(ServerRequest request) {
        return caller(request)
                .flatMap(caller -> manageUsers.tokens(caller, id(request)))
                .map(tokens -> tokens.stream().map(UserTokenJson::of).toList())
                .flatMap(JsonResponse::list);
    }

    /** Revokes an API token of a user. */
    Mono<ServerResponse> revokeApiToken(ServerRequest request) {
        return session(request)
                .flatMap(session -> manageUsers.revokeApiToken(
                        new Requester(session, null, client(request)),
                        id(request),
                        PathId.number(request, "token", "There is no such token.")))
                .then(ServerResponse.noContent().build());
    }

    /** Runs work on a user with the password in the body. */
    private <T> Mono<T> confirmed(ServerRequest request, BiFunction<Requester, Long, Mono<T>> work) {
        return session(request).flatMap(session -> {
            long id = id(request);
            return JsonObject.in(request, "password").flatMap(object -> {
                String password = object.text("password");
                object.check();
                return work.apply(new Requester(session, password, client(request)), id);
            });
        });
    }

    private static Mono<UserSession> session(ServerRequest request) {
        return administrator(request).cast(SessionPrincipal.class).map(SessionPrincipal::current);
    }

    private static Mono<Caller> caller(ServerRequest request) {
        return administrator(request).map(AuthenticatedPrincipal::caller);
    }

    /** The logged-in administrator; others, and API tokens, are not allowed. */
    static Mono<AuthenticatedPrincipal> administrator(ServerRequest request) {
        return RequireSession.administrator(request, "Users are managed by who is logged in.");
    }

    private static long id(ServerRequest request) {
        return PathId.number(request, "There is no such user.");
    }

    private Client client(ServerRequest request) {
        return clients.of(request.exchange().getRequest());
    }
}
