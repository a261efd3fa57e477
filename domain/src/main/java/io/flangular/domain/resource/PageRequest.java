package io.flangular.domain.resource;

/**
 * Which part of a collection is wanted.
 *
 * @param number the page, from 1
 * @param size rows of a page, from 1
 * @param counted whether the total is wanted, which costs the more the larger the collection is
 */
public record PageRequest(long number, int size, boolean counted) {
    /** Refuses what is no page; callers check their input before. */
    public PageRequest {
        if (number < 1 || size < 1) {
            throw new IllegalArgumentException("page " + number + " of size " + size);
        }
    }

    /** The number of rows before the page; the largest long where the product would be larger. */
    public long offset() {
        try {
            return Math.multiplyExact(number - 1, (long) size);
        } catch (ArithmeticException tooFar) {
            return Long.MAX_VALUE;
        }
    }
}
