package io.flangular.domain.user;

/** How a typed password relates to a hash. */
public enum PasswordMatch {
    /** It is another password. */
    NONE,
    /** It is the password of the hash. */
    NORMALIZED,
    /** It is the password of the hash, which was made from another spelling and should be replaced. */
    AS_TYPED;

    /** Whether it is the password. */
    public boolean matches() {
        return this != NONE;
    }
}
