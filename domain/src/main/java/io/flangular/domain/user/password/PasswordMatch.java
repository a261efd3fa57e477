package io.flangular.domain.user.password;

/** The result of verifying a password. */
public enum PasswordMatch {
    /** The password is wrong. */
    NONE,
    /** The password is correct. */
    NORMALIZED,
    /** The password is correct, but its hash was computed without normalization and should be replaced. */
    AS_TYPED;

    /** Whether the password is correct. */
    public boolean matches() {
        return this != NONE;
    }
}
