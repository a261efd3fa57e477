package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.PageRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriUtils;

/**
 * The parameters of a list and the links that follow from them. Unknown parameters are ignored; of a repeated one the
 * first counts.
 */
record ListParameters(PageRequest request, @Nullable String q) {
    private static final int DEFAULT_SIZE = 10;
    private static final int MAXIMUM_SIZE = 100;
    private static final Pattern WHOLE = Pattern.compile("0*[0-9]{1,18}");

    static ListParameters of(MultiValueMap<String, String> query) {
        boolean counted = !"none".equals(query.getFirst("count"));
        return new ListParameters(
                new PageRequest(page(query.getFirst("page")), size(query.getFirst("results_per_page")), counted),
                query.getFirst("q"));
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

    /** The number of pages that so many rows fill. */
    long pages(long total) {
        return total <= 0 ? total : (total - 1) / request.size() + 1;
    }

    /** The value of {@code Link}: the relations that there are, as relative references; null when there are none. */
    @Nullable
    String links(String path, long total, int found) {
        List<String> links = new ArrayList<>();
        long page = request.number();
        boolean another = request.counted() ? page < pages(total) : found == request.size();
        if (total != 0) {
            links.add(link(path, 1, "first"));
            if (page > 1) {
                links.add(link(path, request.counted() ? Math.min(page - 1, pages(total)) : page - 1, "prev"));
            }
            if (another) {
                links.add(link(path, page + 1, "next"));
            }
            if (request.counted()) {
                links.add(link(path, pages(total), "last"));
            }
        }
        return links.isEmpty() ? null : String.join(", ", links);
    }

    private String link(String path, long page, String relation) {
        return "<" + path + "?page=" + page + "&results_per_page=" + request.size()
                + (request.counted() ? "" : "&count=none")
                + (q == null ? "" : "&q=" + UriUtils.encode(q, StandardCharsets.UTF_8)) + ">; rel=\"" + relation + "\"";
    }
}
