package io.flangular.application.user;

import io.flangular.domain.PrintableText;
import io.flangular.domain.resource.Violations;
import org.jspecify.annotations.Nullable;

/** How a person likes to be called: at most 200 characters, none of which is a control character. */
public final class PersonName {
    /** The greatest length, in units of UTF-16. */
    private static final int MAX_LENGTH = 200;

    private PersonName() {}

    /** What was typed without surrounding blanks, or null when nothing is left; refuses what breaks a rule as invalid. */
    public static @Nullable String of(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        String name = typed.strip();
        new Violations()
                .require(name.length() <= MAX_LENGTH, "name", "must have at most 200 characters")
                .require(PrintableText.holds(name), "name", "must not have control characters")
                .check();
        return name;
    }
}
