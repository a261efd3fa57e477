package io.flangular.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of which there are a few, as JSON, addresses, tables and the security log have them: in lower case. */
public final class Words {
    private Words() {}

    /** The word for a value. */
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** All words of a kind, in order. */
    public static <E extends Enum<E>> List<String> all(Class<E> kind) {
        return Arrays.stream(kind.getEnumConstants()).map(Words::of).toList();
    }

    /** The value of a word, or nothing when there is no such word. */
    public static <E extends Enum<E>> Optional<E> read(Class<E> kind, @Nullable String word) {
        return Arrays.stream(kind.getEnumConstants())
                .filter(value -> of(value).equals(word))
                .findFirst();
    }

    /** What a value that is none has to be told, such as "must be read or write". */
    public static <E extends Enum<E>> String complaint(Class<E> kind) {
        List<String> all = all(kind);
        int last = all.size() - 1;
        return "must be " + (last == 0 ? "" : String.join(", ", all.subList(0, last)) + " or ") + all.get(last);
    }
}
