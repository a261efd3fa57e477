package io.flangular.domain.secondfactor;

import java.util.Optional;

/** Encrypts the keys of authenticators, so that a copy of the database alone does not disclose them. */
public interface SecretSeal {
    /** Encrypts a key. */
    String seal(TotpSecret secret);

    /** Decrypts a key; empty when it was not encrypted with any known secret. */
    Optional<TotpSecret> open(String sealed);

    /** Whether it was encrypted with a former secret, and should be encrypted with the current one. */
    boolean outdated(String sealed);
}
