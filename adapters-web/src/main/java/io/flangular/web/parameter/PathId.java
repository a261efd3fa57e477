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

    /** The number; {@link DomainException.NotFound} with the message {@code refusal} when it is malformed. */
    public static long number(ServerRequest request, String refusal) {
        return number(request, ID, refusal);
    }

    public static long number(ServerRequest request, String variable, String refusal) {
        Long number = numberOrNull(request.pathVariable(variable));
        if (number == null) {
            throw new DomainException.NotFound(refusal);
        }
        return number;
    }

    /** The number in the value of a variable; null when it is malformed. */
    public static @Nullable Long numberOrNull(String variable) {
        return NUMBER.matcher(variable).matches() ? Long.valueOf(variable) : null;
    }

    /** The string; {@link DomainException.NotFound} with the message {@code refusal} unless it has that form. */
    public static String text(ServerRequest request, Pattern form, String refusal) {
        String id = request.pathVariable(ID);
        if (!form.matcher(id).matches()) {
            throw new DomainException.NotFound(refusal);
        }
        return id;
    }
}
