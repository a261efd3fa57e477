package io.flangular.web.link;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.domain.DomainException;
import io.flangular.domain.link.RedeemLink;
import io.flangular.web.http.FormBody;
import io.flangular.web.http.Methods;
import io.flangular.web.http.SameOrigin;
import io.flangular.web.link.PasswordPage.Values;
import io.flangular.web.problem.Problem;
import io.flangular.web.session.ClientResolver;
import io.flangular.web.session.SessionHandler;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The page to choose a password with a one-time link, at {@code /login/password}. */
public final class LinkHandler {
    /** Longer than any code: longer input is not repeated in the page. */
    private static final int MAX_CODE_LENGTH = 200;

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final RedeemLink redeemLink;
    private final SessionHandler sessions;
    private final ClientResolver clients;
    private final PasswordPage page;

    public LinkHandler(RedeemLink redeemLink, SessionHandler sessions, ClientResolver clients, PasswordPage page) {
        this.redeemLink = redeemLink;
        this.sessions = sessions;
        this.clients = clients;
        this.page = page;
    }

    public RouterFunction<ServerResponse> routes() {
        // The form does not depend on the code, since browsers do not send fragments.
        Methods.Handler<Boolean> show = (request, access) -> form(ServerResponse.ok(), new Values("", null));
        Methods<Boolean> methods = Methods.open()
                .unchecked(GET, show)
                .unchecked(HEAD, show)
                .unchecked(POST, (request, access) -> redeem(request));
        return RouterFunctions.route().route(path(LinkUrl.PATH), methods).build();
    }

    /** Sets the password, logs out, and renders the login page. */
    private Mono<ServerResponse> redeem(ServerRequest request) {
        ServerHttpRequest http = request.exchange().getRequest();
        SameOrigin.require(http);
        return FormBody.read(http).flatMap(form -> {
            String code = code(form.get("code"));
            return redeemLink
                    .redeem(code, form.get("password"), clients.of(http))
                    .flatMap(user -> sessions.logout(request, user.email().value(), "Your password is set. Log in."))
                    .onErrorResume(DomainException.class, refusal -> refused(code, refusal));
        });
    }

    /** The code of a link; users may paste the whole URL. */
    private static String code(String pasted) {
        String code = pasted.substring(pasted.lastIndexOf('#') + 1).strip();
        return code.length() <= MAX_CODE_LENGTH ? code : "";
    }

    private Mono<ServerResponse> refused(String code, DomainException refusal) {
        if (refusal instanceof DomainException.NotAuthenticated) {
            return form(ServerResponse.ok(), new Values("", refusal.getMessage()));
        }
        return form(Problem.of(refusal).response(), new Values(code, reason(refusal)));
    }

    private static String reason(DomainException refusal) {
        return refusal instanceof DomainException.Invalid invalid
                ? invalid.violations().values().stream().findFirst().orElse(refusal.getMessage())
                : refusal.getMessage();
    }

    private Mono<ServerResponse> form(ServerResponse.BodyBuilder response, Values values) {
        return response.contentType(HTML).bodyValue(page.render(values));
    }
}
