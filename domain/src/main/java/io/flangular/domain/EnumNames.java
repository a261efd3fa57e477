package io.flangular.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names of enum constants in lower case, as JSON, URLs, tables and the audit log contain them. */
public final class EnumNames {
    private EnumNames() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    public static <E extends Enum<E>> List<String> all(Class<E> kind) {
        return Arrays.stream(kind.getEnumConstants()).map(EnumNames::of).toList();
    }

    /** The constant with this name; empty when there is none. */
    public static <E extends Enum<E>> Optional<E> parse(Class<E> kind, @Nullable String word) {
        return Arrays.stream(kind.getEnumConstants())
                .filter(value -> of(value).equals(word))
                .findFirst();
    }

    /** The message for an unknown name, such as "must be read or write". */
    public static <E extends Enum<E>> String violation(Class<E> kind) {
        List<String> all = all(kind);
        int last = all.size() - 1;
        return "must be " + (last == 0 ? "" : String.join(", ", all.subList(0, last)) + " or ") + all.get(last);
    }
}
