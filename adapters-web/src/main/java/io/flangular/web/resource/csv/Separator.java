package io.flangular.web.resource.csv;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The separator of values: declared by the first line, or else the most frequent one in the header. */
enum Separator {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t'),
    PIPE('|');

    /** The line that Excel reads and writes before the table; other programs pad it with separators. */
    private static final Pattern DECLARATION =
            Pattern.compile("(?is)\"?sep=(?<separator>[^\\r\\n\"]?)\"?[,;\\t|]*[\\r\\n]*");

    /** A quoted part, possibly without an end. */
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*+\"?");

    private final char character;

    Separator(char character) {
        this.character = character;
    }

    char character() {
        return character;
    }

    /** Whether the first line declares the separator, as in {@code sep=;}. */
    static boolean isDeclaredBy(String line) {
        return DECLARATION.matcher(line).matches();
    }

    /** The declared separator; null when it is unknown. */
    static @Nullable Separator declaredBy(String line) {
        Matcher declaration = DECLARATION.matcher(line);
        return !declaration.matches()
                ? null
                : Arrays.stream(values())
                        .filter(each -> declaration.group("separator").equals(String.valueOf(each.character)))
                        .findFirst()
                        .orElse(null);
    }

    /** The most frequent separator outside quotes; a comma when there is none. */
    static Separator guessedFrom(String header) {
        String unquoted = QUOTED.matcher(header).replaceAll("");
        // With equal frequency, the first one.
        return Arrays.stream(values())
                .reduce(BinaryOperator.maxBy(Comparator.comparingLong(each -> each.countIn(unquoted))))
                .orElseThrow();
    }

    private long countIn(String text) {
        return text.chars().filter(c -> c == character).count();
    }
}
