package io.flangular.web.parameter;

import io.flangular.domain.DomainException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Reads the path variable {@code id}. A malformed id is not found. */
public final class PathId {
    private static final String ID = "id";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private PathId() {}

    /** The number; not found, with that message, when it is none. */
    public static long number(ServerRequest request, String refusal) {
        return number(request, ID, refusal);
    }

    /** The number in another variable; not found, with that message, when it is none. */
    public static long number(ServerRequest request, String variable, String refusal) {
        Long number = numberOrNull(request.pathVariable(variable));
        if (number == null) {
            throw new DomainException.NotFound(refusal);
        }
        return number;
    }

    /** The number that a variable of an address is, or null when it is none that an id or a version can be. */
    public static @Nullable Long numberOrNull(String variable) {
        return NUMBER.matcher(variable).matches() ? Long.valueOf(variable) : null;
    }

    /** The text, as it is written; not found, with that message, when it has not that form. */
    public static String text(ServerRequest request, Pattern form, String refusal) {
        String id = request.pathVariable(ID);
        if (!form.matcher(id).matches()) {
            throw new DomainException.NotFound(refusal);
        }
        return id;
    }
}
