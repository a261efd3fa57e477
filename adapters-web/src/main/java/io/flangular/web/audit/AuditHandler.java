package io.flangular.web.audit;

import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditPage;
import io.flangular.domain.audit.AuditSearch;
import io.flangular.domain.audit.ReadAudit;
import io.flangular.web.access.AuthenticatedPrincipal;
import io.flangular.web.access.RequireSession;
import io.flangular.web.json.JsonResponse;
import io.flangular.web.parameter.SearchParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Handles searches of the audit log by administrators. */
public final class AuditHandler {
    private static final int DEFAULT_LIMIT = 50;

    private final ReadAudit readAudit;

    public AuditHandler(ReadAudit readAudit) {
        this.readAudit = readAudit;
    }

    /** Lists events, the newest first. */
    Mono<ServerResponse> read(ServerRequest request) {
        return administrator(request)
                .flatMap(who -> readAudit.read(who.caller(), search(request)))
                .map(AuditHandler::body)
                .flatMap(JsonResponse::ok);
    }

    /** The logged-in administrator; others, and API tokens, are not allowed. */
    static Mono<AuthenticatedPrincipal> administrator(ServerRequest request) {
        return RequireSession.administrator(request, "The audit log is read by who is logged in.");
    }

    private static AuditSearch search(ServerRequest request) {
        SearchParameters parameters = new SearchParameters(request);
        return new AuditSearch(
                parameters.text("search"),
                parameters.choices("kind", AuditEvent.Kind.class),
                parameters.instant("since"),
                parameters.id("before"),
                parameters.limit("limit", DEFAULT_LIMIT));
    }

    private static Map<String, Object> body(AuditPage page) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("more", page.more());
        body.put("objects", page.entries().stream().map(AuditEventJson::of).toList());
        return body;
    }
}
