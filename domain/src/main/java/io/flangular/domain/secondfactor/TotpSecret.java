package io.flangular.domain.secondfactor;

import java.util.Arrays;

/** The key that an authenticator shares with the application: 160 unpredictable bits (RFC 4226). Never printed. */
public record TotpSecret(byte[] bytes) {
    /** How many bytes it has. */
    public static final int LENGTH = 20;

    /** Keeps a copy. */
    public TotpSecret {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TotpSecret secret && Arrays.equals(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "TotpSecret[…]";
    }
}
