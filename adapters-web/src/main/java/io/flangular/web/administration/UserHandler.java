package io.flangular.web.administration;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.domain.administration.ManageUsers;
import io.flangular.domain.administration.Requester;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.UserPage;
import io.flangular.domain.user.UserSearch;
import io.flangular.domain.user.UserStatus;
import io.flangular.web.access.RequireSession;
import io.flangular.web.apitoken.ApiTokenJson;
import io.flangular.web.http.Methods;
import io.flangular.web.json.JsonObject;
import io.flangular.web.json.JsonResponse;
import io.flangular.web.link.LinkUrl;
import io.flangular.web.parameter.PageParameters;
import io.flangular.web.parameter.PathId;
import io.flangular.web.parameter.SearchParameters;
import io.flangular.web.parameter.SupportedParameters;
import io.flangular.web.session.ClientResolver;
import io.flangular.web.session.SessionPrincipal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The users, for administrators, at {@code /api/user}. */
public final class UserHandler {
    private static final String USERS = "/api/user";
    private static final String USER = USERS + "/{id}";
    private static final SupportedParameters SEARCH =
            SupportedParameters.ofParameters("search", "role", "status", "page", "results_per_page");

    private final ManageUsers manageUsers;
    private final LinkUrl linkUrl;
    private final ClientResolver clients;

    public UserHandler(ManageUsers manageUsers, LinkUrl linkUrl, ClientResolver clients) {
        this.manageUsers = manageUsers;
        this.linkUrl = linkUrl;
        this.clients = clients;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .route(path(USERS), methods().get(SEARCH, this::search).on(POST, this::invite))
                .route(path(USER), methods().get(this::show).on(PATCH, this::change))
                .route(path(USER + "/link"), methods().on(POST, this::issueLink))
                .route(path(USER + "/session"), methods().on(DELETE, this::endSessions))
                .route(path(USER + "/second-factor/off"), methods().on(POST, this::removeSecondFactor))
                .route(path(USER + "/token"), methods().get(this::tokens))
                .route(path(USER + "/token/{token}"), methods().on(DELETE, this::revokeApiToken))
                .build();
    }

    /** Methods for administrators; other users and API tokens are refused. */
    private static Methods<UserSession> methods() {
        return new Methods<>(
                request -> RequireSession.administrator(request, "An API token cannot manage users. Log in.")
                        .cast(SessionPrincipal.class)
                        .map(SessionPrincipal::current));
    }

    private Mono<ServerResponse> search(ServerRequest request, UserSession current) {
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
                .search(caller(current), search)
                .map(found -> body(found, page))
                .flatMap(JsonResponse::ok);
    }

    private static Map<String, Object> body(UserPage found, PageRequest page) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("num_results", found.total());
        body.put("page", page.number());
        body.put("total_pages", PageParameters.pages(found.total(), page.size()));
        body.put("objects", found.users().stream().map(UserJson::of).toList());
        return body;
    }

    private Mono<ServerResponse> show(ServerRequest request, UserSession current) {
        return manageUsers.find(caller(current), id(request)).map(UserJson::of).flatMap(JsonResponse::ok);
    }

    private Mono<ServerResponse> invite(ServerRequest request, UserSession current) {
        return Invitation.in(request)
                .flatMap(invitation -> manageUsers.invite(
                        requester(request, current, invitation.password()),
                        invitation.email(),
                        invitation.name(),
                        invitation.role()))
                .flatMap(invited -> {
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put("user", UserJson.of(invited.user()));
                    body.put("link", LinkJson.of(invited.link(), linkUrl, request));
                    return JsonResponse.created(body);
                });
    }

    private Mono<ServerResponse> change(ServerRequest request, UserSession current) {
        long id = id(request);
        return UserChangeJson.in(request)
                .flatMap(json -> manageUsers.change(requester(request, current, json.password()), id, json.change()))
                .map(UserJson::of)
                .flatMap(JsonResponse::ok);
    }

    private Mono<ServerResponse> issueLink(ServerRequest request, UserSession current) {
        return confirmed(request, current, manageUsers::issueLink)
                .map(link -> LinkJson.of(link, linkUrl, request))
                .flatMap(JsonResponse::created);
    }

    private Mono<ServerResponse> endSessions(ServerRequest request, UserSession current) {
        return manageUsers
                .endSessions(requester(request, current, null), id(request))
                .flatMap(ended -> JsonResponse.ok(Map.of("num_ended", ended)));
    }

    private Mono<ServerResponse> removeSecondFactor(ServerRequest request, UserSession current) {
        return confirmed(request, current, manageUsers::removeSecondFactor)
                .map(UserJson::of)
                .flatMap(JsonResponse::ok);
    }

    private Mono<ServerResponse> tokens(ServerRequest request, UserSession current) {
        return manageUsers
                .tokens(caller(current), id(request))
                .map(tokens -> tokens.stream().map(ApiTokenJson::toTheSecond).toList())
                .flatMap(JsonResponse::list);
    }

    private Mono<ServerResponse> revokeApiToken(ServerRequest request, UserSession current) {
        long id = id(request);
        long token = PathId.number(request, "token", "There is no such token.");
        return manageUsers
                .revokeApiToken(requester(request, current, null), id, token)
                .then(JsonResponse.noContent());
    }

    private <T> Mono<T> confirmed(
            ServerRequest request, UserSession current, BiFunction<Requester, Long, Mono<T>> work) {
        long id = id(request);
        return JsonObject.text(request, "password")
                .flatMap(password -> work.apply(requester(request, current, password), id));
    }

    private Requester requester(ServerRequest request, UserSession current, @Nullable String password) {
        return new Requester(current, password, clients.of(request));
    }

    private static Caller caller(UserSession current) {
        return current.user().caller();
    }

    private static long id(ServerRequest request) {
        return PathId.number(request, "There is no such user.");
    }
}
