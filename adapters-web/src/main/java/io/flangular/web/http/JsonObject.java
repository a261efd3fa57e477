package io.flangular.web.http;

import io.flangular.domain.DomainException;
import io.flangular.domain.EnumNames;
import io.flangular.domain.resource.Violations;
import io.flangular.web.StrictJson;
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
 * A JSON object whose members are known. What is wrong with them is collected while they are read, and refused by
 * {@link #check} as invalid, by the members' names; what was read counts only after that.
 */
public final class JsonObject {
    private static final String MESSAGE = "Unable to decode data";
    private static final int MOST_KILOBYTES = 16;

    private final JsonNode members;
    private final Violations violations = new Violations();

    private JsonObject(JsonNode members, List<String> known) {
        this.members = members;
        members.propertyNames().forEach(member -> violations.require(known.contains(member), member, "is not known"));
    }

    /** The object in the body of a request; one that is not said to be JSON is refused with 415. */
    public static Mono<JsonObject> in(ServerRequest request, String... known) {
        String type = ContentType.of(request.headers().asHttpHeaders());
        boolean json = request.headers()
                .contentType()
                .filter(MediaType.APPLICATION_JSON::equalsTypeAndSubtype)
                .isPresent();
        if (json) {
            ContentType.requireUtf8(type);
        }
        return json
                ? BoundedBody.read(request.exchange().getRequest(), MOST_KILOBYTES)
                        .map(body -> of(body, List.of(known)))
                : Mono.error(new ResponseStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE));
    }

    private static JsonObject of(byte[] body, List<String> known) {
        JsonNode read;
        try {
            read = StrictJson.read(body);
        } catch (StrictJson.Undecodable noJson) {
            throw new DomainException.Invalid(MESSAGE, String.valueOf(noJson.getMessage()));
        }
        if (!read.isObject()) {
            throw new DomainException.Invalid(
                    MESSAGE, "The JSON must be an object with members out of " + String.join(", ", known) + ".");
        }
        return new JsonObject(read, known);
    }

    /** Whether the member is there, be it null. */
    public boolean has(String member) {
        return members.has(member);
    }

    /** The text of a member that must be given; an empty one stands for what is none. */
    public String text(String member) {
        JsonNode value = members.get(member);
        boolean text = value != null && value.isString();
        require(text, member, "must be a text");
        return text ? value.stringValue() : "";
    }

    /** The text of a member that can be left out or null. */
    public @Nullable String textOrNull(String member) {
        return members.hasNonNull(member) ? text(member) : null;
    }

    /** The value that a member names, which must be given; nothing stands for what is none. */
    public <E extends Enum<E>> Optional<E> choice(String member, Class<E> kind) {
        JsonNode value = members.get(member);
        Optional<E> choice = EnumNames.parse(kind, value != null && value.isString() ? value.stringValue() : null);
        require(choice.isPresent(), member, EnumNames.violation(kind));
        return choice;
    }

    /** Whether a member is true, which must be given; false stands for what is neither. */
    public boolean flag(String member) {
        JsonNode value = members.get(member);
        boolean flag = value != null && value.isBoolean();
        require(flag, member, "must be true or false");
        return flag && value.booleanValue();
    }

    /** Notes a complaint about a member unless the rule holds; the first one counts. */
    public JsonObject require(boolean holds, String member, String complaint) {
        violations.require(holds, member, complaint);
        return this;
    }

    /** Refuses all that is wrong. */
    public void check() {
        violations.check();
    }
}
