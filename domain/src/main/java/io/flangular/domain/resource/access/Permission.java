package io.flangular.domain.resource.access;

/** The permissions in a collection. */
public enum Permission {
    /** Read rows. */
    READ,
    /** Create, change and delete rows. */
    WRITE,
    /** Administer. */
    ADMINISTER
}
