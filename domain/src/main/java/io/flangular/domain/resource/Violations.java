package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects what is wrong with a value, field by field, so that all of it is said at once. */
public final class Violations {
    private final Map<String, String> found = new LinkedHashMap<>();

    /**
     * Notes a complaint unless the rule holds. The text continues the field's name, as in "must not be negative"; the
     * first complaint about a field counts.
     */
    public Violations require(boolean holds, String field, String complaint) {
        if (!holds) {
            found.putIfAbsent(field, complaint);
        }
        return this;
    }

    /** Throws {@link DomainException.Invalid} with all complaints if there are any. */
    public void check() {
        if (!found.isEmpty()) {
            String message = found.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining("; "));
            throw new DomainException.Invalid(message, found);
        }
    }
}
