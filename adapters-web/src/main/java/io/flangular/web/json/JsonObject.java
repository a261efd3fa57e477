package io.flangular.web.json;

import io.flangular.domain.DomainException;
import io.flangular.domain.EnumNames;
import io.flangular.domain.resource.schema.Violations;
import io.flangular.web.http.BoundedBody;
import io.flangular.web.http.ContentType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object with known members. Violations are collected while members are read, and reported by
 * {@link #check} as invalid, by member name; use the values only after that.
 */
public final class JsonObject {
    private static final String MESSAGE = "Unable to decode data";
    private static final int MAX_KILOBYTES = 16;

    private final JsonNode members;
    private final Violations violations = new Violations();

    private JsonObject(JsonNode members, List<String> known) {
        this.members = members;
        members.propertyNames().forEach(member -> violations.require(known.contains(member), member, "is not known"));
    }

    /** Reads the object in the body of a request; 415 when its type is not JSON. */
    public static Mono<JsonObject> in(ServerRequest request, String... known) {
        String type = ContentType.of(request.headers().asHttpHeaders());
        boolean json = request.headers()
                .contentType()
                .filter(MediaType.APPLICATION_JSON::equalsTypeAndSubtype)
                .isPresent();
        if (!json) {
            return Mono.error(new ResponseStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE));
        }
        ContentType.requireUtf8(type);
        return BoundedBody.read(request.exchange().getRequest(), MAX_KILOBYTES).map(body -> of(body, List.of(known)));
    }

    /** Reads the only member of the object in the body of a request, a string. */
    public static Mono<String> text(ServerRequest request, String member) {
        return in(request, member).map(object -> {
            String text = object.text(member);
            object.check();
            return text;
        });
    }

    private static JsonObject of(byte[] body, List<String> known) {
        JsonNode read = StrictJson.read(body, MESSAGE);
        if (!read.isObject()) {
            throw new DomainException.Invalid(
                    MESSAGE, "The JSON must be an object with members out of " + String.join(", ", known) + ".");
        }
        return new JsonObject(read, known);
    }

    public boolean has(String member) {
        return members.has(member);
    }

    /** A required string; empty when it is invalid. */
    public String text(String member) {
        JsonNode value = members.get(member);
        boolean text = value != null && value.isString();
        require(text, member, "must be a text");
        return text ? value.stringValue() : "";
    }

    /** An optional string; null when it is missing or invalid. */
    public @Nullable String textOrNull(String member) {
        return members.hasNonNull(member) ? text(member) : null;
    }

    /** A required enum constant; empty when it is invalid. */
    public <E extends Enum<E>> Optional<E> choice(String member, Class<E> kind) {
        JsonNode value = members.get(member);
        Optional<E> choice = EnumNames.parse(kind, value != null && value.isString() ? value.stringValue() : null);
        require(choice.isPresent(), member, EnumNames.violation(kind));
        return choice;
    }

    /** A required boolean; false when it is invalid. */
    public boolean flag(String member) {
        JsonNode value = members.get(member);
        boolean flag = value != null && value.isBoolean();
        require(flag, member, "must be true or false");
        return flag && value.booleanValue();
    }

    /** Adds a violation of a member unless the rule holds; only the first is reported. */
    public JsonObject require(boolean holds, String member, String complaint) {
        violations.require(holds, member, complaint);
        return this;
    }

    public void check() {
        violations.check();
    }
}
