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
    /** A row of the most characters that a row may have, each escaped as {@code \\u1234}, and something to spare. */
    private static final int MOST_KILOBYTES = 2 << 10;

    /** A larger body is received in its turn among those of its sender. */
    private static final int SMALL_BYTES = 16 << 10;
    /** The memory that a body takes at most for each of its bytes, until its row is stored and sent back. */
    private static final int MEMORY_OF_A_BYTE = 10;

    private RequestJson() {}

    /** The body as a JSON object, checked in the order of the protocol: first its type, then its JSON. */
    static Mono<JsonNode> object(ServerRequest request, Caller caller, ExpensiveRequests limits) {
        return body(request, caller, limits).map(RequestJson::object);
    }

    /** The body as it came, if it says that it is JSON. */
    static Mono<byte[]> body(ServerRequest request, Caller caller, ExpensiveRequests limits) {
        String type = ContentType.of(request.headers().asHttpHeaders());
        if (type == null || !type.regionMatches(true, 0, JSON, 0, JSON.length())) {
            return Mono.error(new ProblemException(NOT_JSON));
        }
        ContentType.requireUtf8(type);
        return bytes(request, caller, limits);
    }

    /**
     * The body as it came, whatever its type. It takes its share of the memory when it has arrived, which could take as long
     * as the sender likes.
     */
    static Mono<byte[]> bytes(ServerRequest request, Caller caller, ExpensiveRequests limits) {
        long length = request.headers().contentLength().orElse(EmptyBody.isAnnounced(request) ? Long.MAX_VALUE : 0);
        Mono<byte[]> body = BoundedBody.read(request.exchange().getRequest(), MOST_KILOBYTES);
        return (length <= SMALL_BYTES
                        ? body
                        : limits.bodies().limit(caller.id(), body.flux()).singleOrEmpty())
                .delayUntil(bytes -> RequestMemory.require((long) bytes.length * MEMORY_OF_A_BYTE));
    }

    /** Parses a body as a JSON object. */
    static JsonNode object(byte[] body) {
        JsonNode read = read(body, UNDECODABLE);
        if (!read.isObject()) {
            throw new DomainException.Invalid(
                    UNDECODABLE, "The JSON must be an object, such as {\"name\": \"value\"}.");
        }
        return read;
    }

    /** Parses a parameter as JSON. */
    static JsonNode parameter(String text) {
        return parameter(text, UNDECODABLE);
    }

    /** Parses a parameter as JSON, with another message for malformed JSON. */
    static JsonNode parameter(String text, String message) {
        return read(text.getBytes(StandardCharsets.UTF_8), message);
    }

    private static JsonNode read(byte[] text, String message) {
        try {
            return StrictJson.read(text);
        } catch (StrictJson.Undecodable noJson) {
            throw new DomainException.Invalid(message, String.valueOf(noJson.getMessage()));
        }
    }
}
