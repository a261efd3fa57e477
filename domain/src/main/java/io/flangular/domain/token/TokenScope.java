package io.flangular.domain.token;

/** What a token opens of what is open to its owner. */
public enum TokenScope {
    /** To see rows. */
    READ,
    /** To see rows, and to add, change and delete them. */
    WRITE
}
