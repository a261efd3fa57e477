package io.flangular.domain.secondfactor;

import java.util.Optional;

/** Encrypts the keys of authenticators, so that a copy of the database alone does not disclose them. */
public interface SecretSeal {
    /** The key in a form that can be stored. */
    String seal(TotpSecret secret);

    /** The key of a stored form; empty when it was not sealed with any known secret. */
    Optional<TotpSecret> open(String sealed);

    /** Whether it was sealed with a former secret, so that it should be sealed anew before that one is given up. */
    boolean outdated(String sealed);
}
