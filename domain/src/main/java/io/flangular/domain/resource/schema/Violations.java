package io.flangular.domain.resource.schema;

import io.flangular.domain.DomainException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects the violations of all fields, so that they are reported together. */
public final class Violations {
    private final Map<String, String> found = new LinkedHashMap<>();

    /**
     * Adds a violation unless the rule holds. The message continues the field name, as in "must not be negative"; only
     * the first violation of a field is reported.
     */
    public Violations require(boolean holds, String field, String complaint) {
        if (!holds) {
            found.putIfAbsent(field, complaint);
        }
        return this;
    }

    /** Throws {@link DomainException.Invalid} with all violations if there are any. */
    public void check() {
        check(found.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("; ")));
    }

    /** The same, with this message. */
    void check(String message) {
        if (!found.isEmpty()) {
            throw new DomainException.Invalid(message, found);
        }
    }
}
