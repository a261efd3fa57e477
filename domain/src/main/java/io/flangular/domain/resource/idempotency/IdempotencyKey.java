package io.flangular.domain.resource.idempotency;

import io.flangular.domain.DomainException;
import java.util.regex.Pattern;

/**
 * The key of an idempotent request (header {@code Idempotency-Key}).
 *
 * @param name 1 to 255 visible ASCII characters, chosen by the client
 * @param fingerprint of the body; a second request with the same name must have the same fingerprint
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
