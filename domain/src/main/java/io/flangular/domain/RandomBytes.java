package io.flangular.domain;

import java.util.Base64;

/** A cryptographically secure source of random bytes. */
@FunctionalInterface
public interface RandomBytes {
    /** The characters of {@link #readable}. */
    String READABLE = "abcdefghijkmnpqrstuvwxyz23456789";

    byte[] next(int count);

    /** A secret or identifier of 256 random bits, in base64url without padding. */
    default String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(next(32));
    }

    /** Unambiguous lower-case letters and digits, of 5 random bits each. */
    default String readable(int length) {
        StringBuilder text = new StringBuilder();
        for (byte next : next(length)) {
            text.append(READABLE.charAt(next & 31));
        }
        return text.toString();
    }
}
