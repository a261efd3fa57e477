package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.Cursor;
import io.flangular.domain.resource.Page;
import io.flangular.domain.resource.PageRequest;
import io.flangular.domain.resource.PageStart;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The parameters of a list. Unknown ones are ignored; of a repeated one the first counts.
 *
 * @param page the page's number; null for one that was asked for by a cursor alone, and so has none that is known
 * @param size rows of a page
 * @param counted whether the total is wanted
 * @param after the cursor that the page begins behind
 * @param before the cursor that it ends in front of, or {@link #END}
 * @param q the search
 * @param with what each row is to bring along; null for its fields alone
 */
record ListParameters(
        @Nullable Long page,
        int size,
        boolean counted,
        @Nullable String after,
        @Nullable String before,
        @Nullable String q,
        @Nullable String with) {
    /** In the place of a cursor: before the end, which is to say the last page. */
    static final String END = "end";

    private static final int DEFAULT_SIZE = 10;
    private static final int MAXIMUM_SIZE = 100;
    private static final Pattern WHOLE = Pattern.compile("0*[0-9]{1,18}");

    static ListParameters of(MultiValueMap<String, String> query) {
        String after = query.getFirst("after");
        String before = query.getFirst("before");
        if (after != null && before != null) {
            throw new DomainException.Invalid(Cursor.MESSAGE, "A page is after one place or before one, not both.");
        }
        boolean byCursor = after != null || before != null;
        String page = query.getFirst("page");
        return new ListParameters(
                page == null && byCursor ? null : Long.valueOf(page(page)),
                size(query.getFirst("results_per_page")),
                !"none".equals(query.getFirst("count")),
                after,
                before,
                query.getFirst("q"),
                query.getFirst("with"));
    }

    private static long page(@Nullable String given) {
        if (given == null) {
            return 1;
        }
        if (!WHOLE.matcher(given).matches() || Long.parseLong(given) < 1) {
            throw new DomainException.Invalid("page must be a whole number from 1 on");
        }
        return Long.parseLong(given);
    }

    private static int size(@Nullable String given) {
        if (given == null || !given.matches("0*[1-9][0-9]*")) {
            return DEFAULT_SIZE;
        }
        String digits = given.replaceFirst("^0+", "");
        return digits.length() > 3 ? MAXIMUM_SIZE : Math.min(MAXIMUM_SIZE, Integer.parseInt(digits));
    }

    /** What is asked for, of a query for which this reads the cursors; where there is one, it decides. */
    PageRequest request(boolean cut, CursorText cursors) {
        if (cut && (after != null || before != null)) {
            throw new DomainException.Invalid(
                    Cursor.MESSAGE, "With limit or offset in q there are no cursors; use page.");
        }
        PageStart start = PageStart.NUMBER;
        if (after != null) {
            start = new PageStart.After(cursors.read(after));
        } else if (before != null) {
            start = before.equals(END) ? PageStart.END : new PageStart.Before(cursors.read(before));
        }
        return new PageRequest(page == null ? 1 : page, size, counted, start);
    }

    /** What is asked for, of something that knows pages by their numbers alone. */
    PageRequest numbered() {
        return new PageRequest(page == null ? 1 : page, size, counted);
    }

    /** The number of pages that so many rows fill. */
    long pages(long total) {
        return total <= 0 ? total : (total - 1) / size + 1;
    }

    /** The number of that page, as far as it is known: of the last one from the total, otherwise as it was given. */
    @Nullable
    Long number(Page<?> found) {
        return END.equals(before) && counted ? Long.valueOf(Math.max(1, pages(found.total()))) : page;
    }
}
