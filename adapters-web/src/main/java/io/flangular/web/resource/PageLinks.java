package io.flangular.web.resource;

import io.flangular.domain.resource.Cursor;
import io.flangular.domain.resource.Page;
import io.flangular.domain.resource.Query;
import io.flangular.domain.resource.Schema;
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
    private final Schema<?> schema;
    private final Query query;
    private final CursorText cursors;
    private final List<String> links = new ArrayList<>();

    PageLinks(String path, ListParameters parameters, Schema<?> schema, Query query, CursorText cursors) {
        this.path = path;
        this.parameters = parameters;
        this.schema = schema;
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
        String cursor = row == null || query.isCut() ? null : cursors.of(Cursor.of(schema, query, row));
        return cursor == null ? null : parameter + "=" + cursor;
    }

    /** Without number and cursor it would lead nowhere; with a number alone it is found the slower way. */
    private void add(String relation, @Nullable Long number, @Nullable String cursor) {
        if (number == null && cursor == null) {
            return;
        }
        links.add("<" + path + "?" + (number == null ? "" : "page=" + number + "&") + "results_per_page="
                + parameters.size()
                + (parameters.counted() ? "" : "&count=none")
                + (parameters.q() == null ? "" : "&q=" + UriUtils.encode(parameters.q(), StandardCharsets.UTF_8))
                + (parameters.with() == null
                        ? ""
                        : "&with=" + UriUtils.encode(parameters.with(), StandardCharsets.UTF_8))
                + (cursor == null ? "" : "&" + cursor) + ">; rel=\"" + relation + "\"");
    }
}
