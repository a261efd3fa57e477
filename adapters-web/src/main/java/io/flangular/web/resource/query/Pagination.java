package io.flangular.web.resource.query;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.domain.resource.schema.Stored;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages of a list: the requested one, and the links to others in the header {@code Link}. A link has the page
 * number, by which older clients know a page, and a cursor, by which it is found. Each link repeats {@code q}, and
 * proxies accept response headers of 4 KB: of long links only the most useful ones are given. The cursors of the next
 * and the previous page are then in the body.
 */
public final class Pagination {
    /** The rest of the 4 KB is for other headers, such as renewed cookies and those of proxies. */
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

    /** Finds a row as it was in a version; {@link DomainException.NotFound} when that version is unknown. */
    @FunctionalInterface
    public interface RowVersions {
        Mono<? extends Stored<? extends Record>> find(long id, long version);
    }

    /** Creates the pagination of a query; {@code collection} is the URL of the collection. */
    public Pagination(
            String collection,
            ListParameters parameters,
            Schema<?> schema,
            Query query,
            JsonMapper json,
            RowVersions rows) {
        this.collection = collection;
        this.parameters = parameters;
        this.query = query;
        this.cursors = new CursorCodec(schema, query, json, rows);
    }

    /** The requested page; {@link DomainException.Invalid} for a cursor that does not belong to the query. */
    public Mono<PageRequest> request() {
        return parameters.request(query.isLimited(), cursors);
    }

    /** The value of {@code Link} for a page; null when there are no other pages. */
    public @Nullable String links(Page<? extends Record> page) {
        if (page.total() == 0) {
            return null;
        }
        boolean backwards = parameters.before() != null;
        boolean byNumber = parameters.after() == null && !backwards;
        Long number = parameters.number(page);
        long pages = parameters.pages(page.total());
        Stored<? extends Record> first =
                page.rows().isEmpty() ? null : page.rows().getFirst();
        Stored<? extends Record> last =
                page.rows().isEmpty() ? null : page.rows().getLast();
        add("first", 1L, null);
        if (byNumber ? number != null && number > 1 : !backwards || page.more()) {
            Long previous = number == null ? null : Long.valueOf(Math.max(1, number - 1));
            if (previous != null && parameters.counted()) {
                previous = Math.min(previous, pages);
            }
            add("prev", previous, cursor("before", first, previous));
        }
        if (backwards ? !ListParameters.END.equals(parameters.before()) : page.more()) {
            Long next = number == null ? null : Long.valueOf(number + 1);
            add("next", next, cursor("after", last, next));
        }
        String end = query.isLimited() ? null : "before=" + ListParameters.END;
        add("last", parameters.counted() ? Long.valueOf(pages) : null, end);
        dropLeastUseful(backwards ? BACKWARDS : FORWARDS);
        return links.isEmpty() ? null : String.join(SEPARATOR, links.values());
    }

    /** The cursors for which {@code Link} has no room, by parameter name; to be called after {@link #links}. */
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
