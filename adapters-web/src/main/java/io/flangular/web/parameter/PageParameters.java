package io.flangular.web.parameter;

import io.flangular.domain.DomainException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters for page number and page size. */
public final class PageParameters {
    private static final Pattern WHOLE = Pattern.compile("0*[0-9]{1,18}");
    public static final long MAX_NUMBER = 999_999_999_999_999_999L;

    private static final int DEFAULT_SIZE = 10;
    private static final int MAX_SIZE = 100;

    private PageParameters() {}

    /** Parses a page number, 1 by default; {@link DomainException.Invalid} unless it is a whole number above 0. */
    public static long number(@Nullable String given) {
        if (given == null) {
            return 1;
        }
        if (!WHOLE.matcher(given).matches() || Long.parseLong(given) < 1) {
            throw new DomainException.Invalid("page must be a whole number from 1 to " + MAX_NUMBER);
        }
        return Long.parseLong(given);
    }

    /** Parses a page size: the default unless it is a number above 0, and at most the maximum. */
    public static int size(@Nullable String given) {
        return size(given, DEFAULT_SIZE);
    }

    public static int size(@Nullable String given, int usual) {
        if (given == null || !given.matches("0*[1-9][0-9]*")) {
            return usual;
        }
        String digits = given.replaceFirst("^0+", "");
        return digits.length() > 3 ? MAX_SIZE : Math.min(MAX_SIZE, Integer.parseInt(digits));
    }

    /** The number of pages of so many entries; a negative total, which is unknown, stays as it is. */
    public static long pages(long total, int size) {
        return total <= 0 ? total : (total - 1) / size + 1;
    }
}
