package io.flangular.domain.user;

/** Whether a user can log in. */
public enum UserStatus {
    /** The user can log in. */
    ACTIVE,
    /** No password has been chosen yet. */
    INVITED,
    /** An administrator has disabled the account. */
    DISABLED
}
