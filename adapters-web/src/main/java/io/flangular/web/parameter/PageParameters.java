package io.flangular.web.parameter;

import io.flangular.domain.DomainException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters for page number and page size. */
public final class PageParameters {
    private static final Pattern WHOLE = Pattern.compile("0*[0-9]{1,18}");
    /** The greatest number of a page that is understood. */
    public static final long GREATEST_NUMBER = 999_999_999_999_999_999L;

    private static final int DEFAULT_SIZE = 10;
    private static final int GREATEST_SIZE = 100;

    private PageParameters() {}

    /** The page's number: the first unless another one is given; invalid when that is no whole number above 0. */
    public static long number(@Nullable String given) {
        if (given == null) {
            return 1;
        }
        if (!WHOLE.matcher(given).matches() || Long.parseLong(given) < 1) {
            throw new DomainException.Invalid("page must be a whole number from 1 to " + GREATEST_NUMBER);
        }
        return Long.parseLong(given);
    }

    /** The usual size unless another one is given that is a number above 0, and not more than the greatest. */
    public static int size(@Nullable String given) {
        return size(given, DEFAULT_SIZE);
    }

    /** The same with another usual size. */
    public static int size(@Nullable String given, int usual) {
        if (given == null || !given.matches("0*[1-9][0-9]*")) {
            return usual;
        }
        String digits = given.replaceFirst("^0+", "");
        return digits.length() > 3 ? GREATEST_SIZE : Math.min(GREATEST_SIZE, Integer.parseInt(digits));
    }

    /** The number of pages that so many entries fill; a total that is not known stays so. */
    public static long pages(long total, int size) {
        return total <= 0 ? total : (total - 1) / size + 1;
    }
}
