package io.flangular.domain.resource.query;

/**
 * A request for a page.
 *
 * @param number the page number, from 1; used only when the start is {@link PageStart#NUMBER}
 * @param size rows per page, from 1
 * @param counted whether to count the total, whose cost grows with the collection
 * @param start where the page begins; a query with {@linkplain Query#isLimited limit or offset} has numbered pages
 *     only
 */
public record PageRequest(long number, int size, boolean counted, PageStart start) {
    /** Validates the numbers; callers check their input before. */
    public PageRequest {
        if (number < 1 || size < 1) {
            throw new IllegalArgumentException("page " + number + " of size " + size);
        }
    }

    public PageRequest(long number, int size, boolean counted) {
        this(number, size, counted, PageStart.NUMBER);
    }

    /** The number of rows before the page; the largest long where the product would be larger. */
    public long offset() {
        try {
            return Math.multiplyExact(number - 1, (long) size);
        } catch (ArithmeticException tooFar) {
            return Long.MAX_VALUE;
        }
    }

    /** The number of rows on the last page. */
    public int onLastPage(long total) {
        return total <= 0 ? 0 : (int) ((total - 1) % size) + 1;
    }
}
