package io.flangular.web.resource.query;

import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Stored;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * The value of {@code Link}: the URLs of the pages that a page leads to. Beside the number, by which older clients know
 * a page, stands a cursor, by which it is found. Each repeats {@code q}, and proxies take response heads of 4 KB: of
 * long links only the most useful ones are given. Of the next and the previous page the cursor is left all the same, to
 * be given elsewhere.
 */
public final class PageLinks {
    /** What the other headers leave of 4 KB, renewed cookies and those of a proxy among them. */
    private static final int MAX_BYTES = 2_000;

    private static final String SEPARATOR = ", ";
    private static final List<String> FORWARDS = List.of("next", "prev", "last", "first");
    private static final List<String> BACKWARDS = List.of("prev", "next", "last", "first");

    private final String collection;
    private final ListParameters parameters;
    private final Query query;
    private final CursorCodec cursors;
    private final Map<String, String> links = new LinkedHashMap<>();
    private final Map<String, String> unlinked = new LinkedHashMap<>();

    public PageLinks(String collection, ListParameters parameters, Query query, CursorCodec cursors) {
        this.collection = collection;
        this.parameters = parameters;
        this.query = query;
        this.cursors = cursors;
    }

    /** The relations that this page has; null when there are none. */
    @Nullable
    public String of(Page<? extends Record> page) {
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
                    cursor("before", page.rows().isEmpty() ? null : page.rows().getFirst(), previous));
        }
        boolean later = backwards ? !ListParameters.END.equals(parameters.before()) : page.more();
        if (later) {
            Long next = number == null ? null : Long.valueOf(number + 1);
            add(
                    "next",
                    next,
                    cursor("after", page.rows().isEmpty() ? null : page.rows().getLast(), next));
        }
        String end = query.isLimited() ? null : "before=" + ListParameters.END;
        if (parameters.counted()) {
            add("last", pages, end);
        } else if (end != null) {
            add("last", null, end);
        }
        dropLeastUseful(backwards ? BACKWARDS : FORWARDS);
        return links.isEmpty() ? null : String.join(SEPARATOR, links.values());
    }

    /** The cursors for which {@code Link} has no room, by the parameter that each belongs to. */
    public Map<String, String> unlinked() {
        return unlinked;
    }

    /** Keeps the relations that fit together, the most useful ones first. */
    private void dropLeastUseful(List<String> mostUseful) {
        int length = 0;
        for (String relation : mostUseful) {
            String link = links.get(relation);
            if (link != null) {
                length += link.length() + SEPARATOR.length();
                if (length > MAX_BYTES) {
                    links.remove(relation);
                }
            }
        }
        if (links.containsKey("prev")) {
            unlinked.remove("before");
        }
        if (links.containsKey("next")) {
            unlinked.remove("after");
        }
    }

    private @Nullable String cursor(String parameter, @Nullable Stored<? extends Record> row, @Nullable Long number) {
        if (row == null || query.isLimited()) {
            return null;
        }
        String cursor = cursors.of(row, number, parameters.size());
        unlinked.put(parameter, cursor);
        return parameter + "=" + cursor;
    }

    /** Without number and cursor it would lead nowhere; with a number alone it is found the slower way. */
    private void add(String relation, @Nullable Long number, @Nullable String cursor) {
        if (number == null && cursor == null) {
            return;
        }
        StringBuilder link = new StringBuilder("<").append(collection).append('?');
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
        links.put(
                relation, link.append(">; rel=\"").append(relation).append('"').toString());
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
