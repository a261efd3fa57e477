package io.flangular.web.problem;

import io.flangular.domain.DomainException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.channel.AbortedException;

/**
 * An error response: a problem (RFC 9457) with a member {@code message}, which clients of Flask-Restless read.
 *
 * @param status the status of the response
 * @param members extension members of the body, besides type, title, status and message
 * @param headers additional headers of the response
 */
public record Problem(HttpStatusCode status, String message, Map<String, Object> members, HttpHeaders headers) {

    public static Problem of(HttpStatusCode status, String message) {
        return new Problem(status, message, Map.of(), new HttpHeaders());
    }

    /** Translates an error. An unknown one is a server error (500), whose details are not disclosed. */
    public static Problem of(Throwable failure) {
        // A library may have wrapped the first two.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DomainException refusal) {
                return of(refusal);
            }
            if (cause instanceof AbortedException) {
                // The client has disconnected: not a server error, so it must not be logged as one.
                return of(HttpStatus.BAD_REQUEST, "The request broke off.");
            }
        }
        return switch (failure) {
            case ProblemException refused -> refused.problem();
            // The second one is thrown for more than fifty media types.
            case InvalidMediaTypeException _, InvalidMimeTypeException _ ->
                of(HttpStatus.BAD_REQUEST, "A header that names media types is malformed.");
            case ResponseStatusException error ->
                new Problem(error.getStatusCode(), title(error.getStatusCode()), Map.of(), error.getHeaders());
            default -> of(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on the server.");
        };
    }

    private static Problem of(DomainException refusal) {
        String message = refusal.getMessage();
        return switch (refusal) {
            case DomainException.Invalid invalid -> invalid(invalid);
            case DomainException.NotFound _ -> of(HttpStatus.NOT_FOUND, message);
            case DomainException.Conflict _ -> of(HttpStatus.PRECONDITION_FAILED, message);
            case DomainException.Contradiction _ -> of(HttpStatus.UNPROCESSABLE_CONTENT, message);
            case DomainException.NotAuthenticated _ -> of(HttpStatus.UNAUTHORIZED, message);
            case DomainException.NotAllowed _ -> of(HttpStatus.FORBIDDEN, message);
            case DomainException.TooMany later -> retry(HttpStatus.TOO_MANY_REQUESTS, later);
            case DomainException.Busy later -> retry(HttpStatus.SERVICE_UNAVAILABLE, later);
            case DomainException.Unavailable later -> retry(HttpStatus.SERVICE_UNAVAILABLE, later);
            // Without Retry-After: the same request would most likely take as long again.
            case DomainException.TooSlow _ -> of(HttpStatus.SERVICE_UNAVAILABLE, message);
            // Without Retry-After: a client that retries automatically might apply the change twice.
            case DomainException.OutcomeUnknown _ ->
                of(HttpStatus.SERVICE_UNAVAILABLE, message).with("outcome", "unknown");
        };
    }

    private static Problem invalid(DomainException.Invalid invalid) {
        Problem problem = of(HttpStatus.BAD_REQUEST, invalid.getMessage());
        String detail = invalid.detail();
        if (detail != null) {
            problem = problem.with("detail", detail);
        }
        return invalid.violations().isEmpty() ? problem : problem.with("validation_errors", invalid.violations());
    }

    private static Problem retry(HttpStatus status, DomainException.Retryable later) {
        return of(status, later.getMessage())
                .withHeader(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(Math.max(1, later.retryAfter().toSeconds())));
    }

    /** A copy with another member in the body. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(status, message, more, headers);
    }

    /** A copy with another header. */
    public Problem withHeader(String name, String value) {
        HttpHeaders more = new HttpHeaders(headers);
        more.set(name, value);
        return new Problem(status, message, members, more);
    }

    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title(status));
        body.put("status", status.value());
        body.put("message", message);
        body.putAll(members);
        return body;
    }

    /** A response with the status and the headers. */
    public ServerResponse.BodyBuilder response() {
        return ServerResponse.status(status).headers(response -> response.putAll(headers));
    }

    public static String title(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "Error" : known.getReasonPhrase();
    }
}
