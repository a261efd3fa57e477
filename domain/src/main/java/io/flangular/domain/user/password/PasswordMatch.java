package io.flangular.domain.user.password;

/** The result of verifying a password. */
public enum PasswordMatch {
    /** The password is wrong. */
    NONE,
    /** The password is correct. */
    NORMALIZED,
    /** The password is correct, but its hash was computed without normalization and should be replaced. */
    AS_TYPED;

    public boolean matches() {
        return this != NONE;
    }
}
