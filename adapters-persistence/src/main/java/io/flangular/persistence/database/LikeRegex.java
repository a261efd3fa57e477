package io.flangular.persistence.database;

import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * SQL patterns as regular expressions, for H2: its own LIKE takes an {@code _} for half of U+1F680, and needs a time
 * that grows with the power of the number of {@code %}. Letters are equal when their simple lower-case mappings are, as
 * in PostgreSQL under the collation "C.utf8".
 */
public final class LikeRegex {
    private static final IntUnaryOperator LOWER = Character::toLowerCase;

    /** Lower-case letter to all letters that become it, those alone in their case left out. */
    private static final Map<Integer, String> SAME = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(letter -> LOWER.applyAsInt(letter) != letter)
            .boxed()
            .collect(Collectors.groupingBy(
                    LOWER::applyAsInt, Collectors.mapping(Character::toString, Collectors.joining())));

    private LikeRegex() {}

    /** Whether a text matches a pattern, neither of which is known beforehand: a function of the database. */
    public static @Nullable Boolean matches(@Nullable String text, @Nullable String pattern) {
        return text == null || pattern == null
                ? null
                : Boolean.valueOf(Pattern.compile(of(pattern)).matcher(text).find());
    }

    /**
     * The regular expression that finds itself in exactly the texts that match the pattern. What follows a {@code %} is
     * taken where it first occurs, which loses no match, and never tried elsewhere.
     */
    static String of(String pattern) {
        StringBuilder regex = new StringBuilder("(?s)\\A");
        String[] parts = pattern.split("%", -1);
        regex.append(literal(parts[0]));
        for (int i = 1; i < parts.length - 1; i++) {
            if (!parts[i].isEmpty()) {
                regex.append("(?>.*?").append(literal(parts[i])).append(')');
            }
        }
        if (parts.length > 1) {
            regex.append(".*").append(literal(parts[parts.length - 1]));
        }
        return regex.append("\\z").toString();
    }

    private static String literal(String part) {
        return part.codePoints().mapToObj(LikeRegex::letter).collect(Collectors.joining());
    }

    private static String letter(int letter) {
        if (letter == '_') {
            return ".";
        }
        int lower = LOWER.applyAsInt(letter);
        String others = SAME.get(lower);
        String all = Character.toString(lower) + (others == null ? "" : others);
        return all.codePoints()
                .mapToObj(each -> "\\x{" + Integer.toHexString(each) + "}")
                .collect(Collectors.joining("", "[", "]"));
    }
}
