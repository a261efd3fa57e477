package io.flangular.domain.apitoken;

/** The permissions that a token grants, within those of its owner. */
public enum ApiTokenScope {
    /** Read rows. */
    READ,
    /** Read, create, change and delete rows. */
    WRITE
}
