package io.flangular.domain.resource;

/** What can be allowed in a collection. */
public enum Permission {
    /** To see rows. */
    READ,
    /** To add, change and delete rows. */
    WRITE,
    /** To do what is kept from those who merely work with it. */
    ADMINISTER
}
