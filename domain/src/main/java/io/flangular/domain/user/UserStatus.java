package io.flangular.domain.user;

/** Whether somebody can log in. */
public enum UserStatus {
    /** With the password. */
    ACTIVE,
    /** Not yet: no password has been chosen. */
    INVITED,
    /** Not any longer, until an administrator enables the account again. */
    DISABLED
}
