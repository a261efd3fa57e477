package io.flangular.web.link;

import io.flangular.domain.DomainException;
import io.flangular.domain.link.RedeemLink;
import io.flangular.web.http.FormBody;
import io.flangular.web.http.SameOrigin;
import io.flangular.web.link.PasswordPage.Values;
import io.flangular.web.problem.Problem;
import io.flangular.web.session.ClientResolver;
import io.flangular.web.session.SessionHandler;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Handles the page to choose a password with a one-time link. */
public final class LinkHandler {
    /** More than codes have: what is longer is not worth the cost of a page that repeats it. */
    private static final int MAX_CODE_LENGTH = 200;

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final RedeemLink redeemLink;
    private final SessionHandler sessions;
    private final ClientResolver clients;
    private final PasswordPage page;

    /** Creates the handler; after success it renders the login page of {@code sessions}. */
    public LinkHandler(RedeemLink redeemLink, SessionHandler sessions, ClientResolver clients, PasswordPage page) {
        this.redeemLink = redeemLink;
        this.sessions = sessions;
        this.clients = clients;
        this.page = page;
    }

    /** Renders the form, which does not depend on the code, since browsers do not send fragments. */
    Mono<ServerResponse> show() {
        return form(ServerResponse.ok(), new Values("", null));
    }

    /** Sets the password, logs out, and renders the login page. */
    Mono<ServerResponse> redeem(ServerRequest request) {
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
        Problem problem = Problem.of(refusal);
        ServerResponse.BodyBuilder response =
                ServerResponse.status(problem.status()).headers(headers -> headers.putAll(problem.headers()));
        return form(response, new Values(code, reason(refusal)));
    }

    /** The violation of the password; null for other errors. */
    private static String reason(DomainException refusal) {
        return refusal instanceof DomainException.Invalid invalid
                ? invalid.violations().values().stream().findFirst().orElse(refusal.getMessage())
                : refusal.getMessage();
    }

    private Mono<ServerResponse> form(ServerResponse.BodyBuilder response, Values values) {
        return response.contentType(HTML).bodyValue(page.render(values));
    }
}
