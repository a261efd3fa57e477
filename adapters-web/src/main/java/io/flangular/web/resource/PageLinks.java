package io.flangular.web.resource;

import io.flangular.domain.resource.Page;
import io.flangular.domain.resource.Query;
import io.flangular.domain.resource.Stored;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * The value of {@code Link}: the pages that a page leads to, as relative references. Beside the number, by which older
 * clients know a page, stands a cursor, by which it is found.
 */
final class PageLinks {
    private final String path;
    private final ListParameters parameters;
    private final Query query;
    private final CursorText cursors;
    private final List<String> links = new ArrayList<>();

    PageLinks(String path, ListParameters parameters, Query query, CursorText cursors) {
        this.path = path;
        this.parameters = parameters;
        this.query = query;
        this.cursors = cursors;
    }

    /** The relations that this page has; null when there are none. */
    @Nullable
    String of(Page<? extends Record> page) {
        if (page.total() == 0) {
            return null;
        }
        boolean backwards = parameters.before() != null;
        boolean byNumber = parameters.after() == null && !backwards;
        Long number = parameters.number(page);
        long pages = parameters.pages(page.total());
        add("first", 1L, null);
        boolean earlier = byNumber ? number != null && number > 1 : !backwards || page.more();
        if (earlier) {
            Long previous = number == null ? null : Long.valueOf(Math.max(1, number - 1));
            if (previous != null && parameters.counted()) {
                previous = Math.min(previous, pages);
            }
            add(
                    "prev",
                    previous,
                    cursor("before", page.rows().isEmpty() ? null : page.rows().getFirst()));
        }
        boolean later = backwards ? !ListParameters.END.equals(parameters.before()) : page.more();
        if (later) {
            add(
                    "next",
                    number == null ? null : Long.valueOf(number + 1),
                    cursor("after", page.rows().isEmpty() ? null : page.rows().getLast()));
        }
        String end = query.isCut() ? null : "before=" + ListParameters.END;
        if (parameters.counted()) {
            add("last", pages, end);
        } else if (end != null) {
            add("last", null, end);
        }
        return links.isEmpty() ? null : String.join(", ", links);
    }

    private @Nullable String cursor(String parameter, @Nullable Stored<? extends Record> row) {
        return row == null || query.isCut() ? null : parameter + "=" + cursors.of(row);
    }

    /** Without number and cursor it would lead nowhere; with a number alone it is found the slower way. */
    private void add(String relation, @Nullable Long number, @Nullable String cursor) {
        if (number == null && cursor == null) {
            return;
        }
        StringBuilder link = new StringBuilder("<").append(path).append('?');
        if (number != null) {
            link.append("page=").append(number).append('&');
        }
        link.append("results_per_page=").append(parameters.size());
        parameters
                .others()
                .forEach((name, value) ->
                        link.append('&').append(encoded(name)).append('=').append(encoded(value)));
        if (cursor != null) {
            link.append('&').append(cursor);
        }
        links.add(link.append(">; rel=\"").append(relation).append('"').toString());
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
