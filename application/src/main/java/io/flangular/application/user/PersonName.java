package io.flangular.application.user;

import io.flangular.domain.PrintableText;
import io.flangular.domain.resource.schema.Violations;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a person likes to be called: at most 200 characters, none of which is invisible. */
public final class PersonName {
    /** The greatest length, in units of UTF-16. */
    private static final int MAX_LENGTH = 200;

    private static final Pattern SURROUNDING = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");

    private PersonName() {}

    /**
     * What was typed without surrounding blanks, or null when nothing is left; refuses what breaks a rule as invalid.
     */
    public static @Nullable String of(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        String name = SURROUNDING
                .matcher(Normalizer.normalize(typed, Normalizer.Form.NFC))
                .replaceAll("");
        if (name.isEmpty()) {
            return null;
        }
        new Violations()
                .require(name.length() <= MAX_LENGTH, "name", "must have at most 200 characters")
                .require(PrintableText.isVisible(name), "name", "must not have control or invisible characters")
                // Whoever has no name is shown by address: a name must not pass for another's.
                .require(
                        name.indexOf('@') < 0 && name.indexOf('＠') < 0, "name", "must not have an @, as addresses have")
                .check();
        return name;
    }

    /** A change of the name for the audit log. */
    public static Map<String, String> change(@Nullable String from, @Nullable String to) {
        Map<String, String> details = new LinkedHashMap<>();
        if (from != null) {
            details.put("from", from);
        }
        if (to != null) {
            details.put("to", to);
        }
        return details;
    }
}
