package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import java.util.regex.Pattern;

/**
 * By what a caller marks a request, so that sending it again does nothing twice.
 *
 * @param name 1 to 255 visible ASCII characters of the caller's choice
 * @param fingerprint of what was sent with it; the same name with another one is a mistake
 */
public record IdempotencyKey(String name, String fingerprint) {
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** {@link DomainException.Invalid} for any other name. */
    public IdempotencyKey {
        if (!NAME.matcher(name).matches()) {
            throw new DomainException.Invalid("Idempotency-Key must be 1 to 255 visible ASCII characters.");
        }
    }
}
