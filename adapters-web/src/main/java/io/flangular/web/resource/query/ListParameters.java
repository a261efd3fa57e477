package io.flangular.web.resource.query;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.query.Cursor;
import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.resource.query.PageStart;
import io.flangular.web.parameter.PageParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/**
 * The parameters of a list. Of a repeated one the first counts.
 *
 * @param page the page's number; null for one that was asked for by a cursor alone, and so has none that is known
 * @param size rows of a page
 * @param counted whether the total is wanted
 * @param after the cursor that the page begins behind
 * @param before the cursor that it ends in front of, or {@link #END}
 * @param q the search
 * @param others what is given besides page, size and cursors, and so belongs to every page
 */
public record ListParameters(
        @Nullable Long page,
        int size,
        boolean counted,
        @Nullable String after,
        @Nullable String before,
        @Nullable String q,
        Map<String, String> others) {
    /** In the place of a cursor: before the end, which is to say the last page. */
    static final String END = "end";

    /** The parameter that names a page by its number. */
    public static final String PAGE = "page";

    private static final Set<String> OF_ONE_PAGE = Set.of(PAGE, "results_per_page", "after", "before");

    public static ListParameters of(MultiValueMap<String, String> query) {
        String after = query.getFirst("after");
        String before = query.getFirst("before");
        if (after != null && before != null) {
            throw new DomainException.Invalid(Cursor.MESSAGE, "A page is after one place or before one, not both.");
        }
        boolean byCursor = after != null || before != null;
        String page = query.getFirst(PAGE);
        if (after != null && page != null && PageParameters.number(page) == 1) {
            throw new DomainException.Invalid(
                    Cursor.MESSAGE, "page is 1, but after leads to a later one: give one of them.");
        }
        boolean counted = isCounted(query.getFirst("count"));
        return new ListParameters(
                page == null && byCursor ? null : Long.valueOf(PageParameters.number(page)),
                PageParameters.size(query.getFirst("results_per_page")),
                counted,
                after,
                before,
                query.getFirst("q"),
                others(query));
    }

    private static boolean isCounted(@Nullable String count) {
        if (count != null && !count.equals("none")) {
            throw new DomainException.Invalid("count must be none, or be left out.");
        }
        return count == null;
    }

    private static Map<String, String> others(MultiValueMap<String, String> query) {
        Map<String, String> others = new LinkedHashMap<>(query.toSingleValueMap());
        others.keySet().removeAll(OF_ONE_PAGE);
        return others;
    }

    /** What is asked for, of a query for which this reads the cursors; where there is one, it decides. */
    public Mono<PageRequest> request(boolean cut, CursorCodec cursors) {
        if (cut && (after != null || before != null)) {
            throw new DomainException.Invalid(
                    Cursor.MESSAGE, "With limit or offset in q there are no cursors; use page.");
        }
        return start(cursors).map(start -> new PageRequest(page == null ? 1 : page, size, counted, start));
    }

    private Mono<PageStart> start(CursorCodec cursors) {
        if (after != null) {
            return cursors.read("after", after, page, size).map(PageStart.After::new);
        }
        if (before != null && !before.equals(END)) {
            return cursors.read("before", before, page, size).map(PageStart.Before::new);
        }
        return Mono.just(before == null ? PageStart.NUMBER : PageStart.END);
    }

    /** What is asked for, of something that knows pages by their numbers alone. */
    public PageRequest numbered() {
        return new PageRequest(page == null ? 1 : page, size, counted);
    }

    /** The number of pages that so many rows fill. */
    public long pages(long total) {
        return PageParameters.pages(total, size);
    }

    /**
     * The number of that page, as far as it is known: of the last one from the total, since rows may have come or gone since
     * the link to it was made; otherwise as it was given.
     */
    @Nullable
    public Long number(Page<?> found) {
        if (!END.equals(before)) {
            return page;
        }
        return counted ? Long.valueOf(Math.max(1, pages(found.total()))) : null;
    }
}
