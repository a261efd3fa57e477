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
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * The parameters of a list. Of a repeated one the first counts.
 *
 * @param page the page number; null when the page is requested by a cursor alone
 * @param size the maximum number of rows of a page
 * @param counted whether the total is wanted
 * @param after the cursor after which the page begins
 * @param before the cursor before which the page ends, or {@link #END}
 * @param q the search
 * @param others all parameters besides page, size and cursors; links to other pages repeat them
 */
public record ListParameters(
        @Nullable Long page,
        int size,
        boolean counted,
        @Nullable String after,
        @Nullable String before,
        @Nullable String q,
        Map<String, String> others) {
    /** In place of a cursor: the last page. */
    static final String END = "end";

    public static final String PAGE = "page";

    private static final Set<String> OF_ONE_PAGE = Set.of(PAGE, "results_per_page", "after", "before");

    /** Reads the parameters of a request; {@link DomainException.Invalid} when they are malformed or contradictory. */
    public static ListParameters of(ServerRequest request) {
        String after = request.queryParam("after").orElse(null);
        String before = request.queryParam("before").orElse(null);
        if (after != null && before != null) {
            throw new DomainException.Invalid(Cursor.MESSAGE, "A page is after one place or before one, not both.");
        }
        boolean byCursor = after != null || before != null;
        String page = request.queryParam(PAGE).orElse(null);
        if (after != null && page != null && PageParameters.number(page) == 1) {
            throw new DomainException.Invalid(
                    Cursor.MESSAGE, "page is 1, but after leads to a later one: give one of them.");
        }
        boolean counted = isCounted(request.queryParam("count").orElse(null));
        return new ListParameters(
                page == null && byCursor ? null : Long.valueOf(PageParameters.number(page)),
                PageParameters.size(request.queryParam("results_per_page").orElse(null)),
                counted,
                after,
                before,
                request.queryParam("q").orElse(null),
                others(request));
    }

    private static boolean isCounted(@Nullable String count) {
        if (count != null && !count.equals("none")) {
            throw new DomainException.Invalid("count must be none, or be left out.");
        }
        return count == null;
    }

    private static Map<String, String> others(ServerRequest request) {
        Map<String, String> others = new LinkedHashMap<>();
        for (String name : request.queryParams().keySet()) {
            if (!OF_ONE_PAGE.contains(name)) {
                others.put(name, request.queryParam(name).orElse(""));
            }
        }
        return others;
    }

    Mono<PageRequest> request(boolean limited, CursorCodec cursors) {
        if (limited && (after != null || before != null)) {
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

    /** The requested page, where pages have no cursors. */
    public PageRequest numbered() {
        return new PageRequest(page == null ? 1 : page, size, counted);
    }

    public long pages(long total) {
        return PageParameters.pages(total, size);
    }

    /** The page number as far as it is known; that of the last page is computed from the current total. */
    @Nullable
    public Long number(Page<?> found) {
        if (!END.equals(before)) {
            return page;
        }
        return counted ? Long.valueOf(Math.max(1, pages(found.total()))) : null;
    }
}
