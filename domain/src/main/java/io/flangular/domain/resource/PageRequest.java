package io.flangular.domain.resource;

/**
 * Which part of a collection is wanted.
 *
 * @param number the page, from 1; it counts only where the start is {@link PageStart#NUMBER}
 * @param size rows of a page, from 1
 * @param counted whether the total is wanted, which costs the more the larger the collection is
 * @param start where the page begins; of a query that {@linkplain Query#isLimited is cut} pages are found by number
 *     only
 */
public record PageRequest(long number, int size, boolean counted, PageStart start) {
    /** Refuses what is no page; callers check their input before. */
    public PageRequest {
        if (number < 1 || size < 1) {
            throw new IllegalArgumentException("page " + number + " of size " + size);
        }
    }

    /** The page of that number. */
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

    /** How many rows the last page of so many rows has. */
    public int onLastPage(long total) {
        return total <= 0 ? 0 : (int) ((total - 1) % size) + 1;
    }
}
