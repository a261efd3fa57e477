package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.access.Caller;
import io.flangular.web.http.BoundedBody;
import io.flangular.web.http.ContentType;
import io.flangular.web.http.EmptyBody;
import io.flangular.web.json.StrictJson;
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemException;
import io.flangular.web.resource.limit.ExpensiveRequests;
import io.flangular.web.resource.limit.RequestMemory;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Reads JSON in bodies and parameters. Errors have the messages of Flask-Restless. */
final class RequestJson {
    /** The error for a body whose type is not JSON. */
    static final Problem NOT_JSON = Problem.of(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Request must have \"Content-Type: application/json\" header");

    private static final String UNDECODABLE = "Unable to decode data";
    private static final String JSON = "application/json";
    /** A row of maximum length, each character escaped as {@code \\u1234}, and some more. */
    private static final int MAX_KILOBYTES = 2 << 10;

    /** The number of large bodies that are received at a time is limited. */
    private static final int SMALL_BYTES = 16 << 10;
    /** The maximum memory per byte of a body, until its row is stored and sent back. */
    private static final int MEMORY_PER_BYTE = 10;

    private RequestJson() {}

    /** The body as a JSON object; its type is checked first. */
    static Mono<JsonNode> object(ServerRequest request, Caller caller, ExpensiveRequests limits) {
        return body(request, caller, limits).map(RequestJson::object);
    }

    /** The body in bytes; 415 unless its type is JSON. */
    static Mono<byte[]> body(ServerRequest request, Caller caller, ExpensiveRequests limits) {
        String type = ContentType.of(request.headers().asHttpHeaders());
        if (type == null || !type.regionMatches(true, 0, JSON, 0, JSON.length())) {
            return Mono.error(new ProblemException(NOT_JSON));
        }
        ContentType.requireUtf8(type);
        return bytes(request, caller, limits);
    }

    /** The body in bytes, of any type. Its memory is reserved when it has arrived, since it may arrive slowly. */
    static Mono<byte[]> bytes(ServerRequest request, Caller caller, ExpensiveRequests limits) {
        long length = request.headers().contentLength().orElse(EmptyBody.isAnnounced(request) ? Long.MAX_VALUE : 0);
        Mono<byte[]> body = BoundedBody.read(request.exchange().getRequest(), MAX_KILOBYTES);
        return (length <= SMALL_BYTES
                        ? body
                        : limits.bodies().limit(caller.id(), body.flux()).singleOrEmpty())
                .delayUntil(bytes -> RequestMemory.require((long) bytes.length * MEMORY_PER_BYTE));
    }

    static JsonNode object(byte[] body) {
        JsonNode read = StrictJson.read(body, UNDECODABLE);
        if (!read.isObject()) {
            throw new DomainException.Invalid(
                    UNDECODABLE, "The JSON must be an object, such as {\"name\": \"value\"}.");
        }
        return read;
    }

    static JsonNode parameter(String text) {
        return parameter(text, UNDECODABLE);
    }

    /** Parses a parameter as JSON, with a message for malformed JSON. */
    static JsonNode parameter(String text, String message) {
        return StrictJson.read(text.getBytes(StandardCharsets.UTF_8), message);
    }
}
