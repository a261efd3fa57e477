package io.flangular.domain.resource;

/** The permissions in a collection. */
public enum Permission {
    /** Read rows. */
    READ,
    /** Create, change and delete rows. */
    WRITE,
    /** Administer. */
    ADMINISTER
}
