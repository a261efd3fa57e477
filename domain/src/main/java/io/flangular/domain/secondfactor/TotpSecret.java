package io.flangular.domain.secondfactor;

import java.util.Arrays;

/** The shared key of an authenticator: 160 random bits (RFC 4226). Never logged. */
public record TotpSecret(byte[] bytes) {
    public static final int LENGTH = 20;

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
