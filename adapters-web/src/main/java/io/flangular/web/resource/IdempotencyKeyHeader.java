package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.idempotency.IdempotencyKey;
import io.flangular.web.parameter.SupportedParameters;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Reads the header {@code Idempotency-Key}. */
final class IdempotencyKeyHeader {
    static final String NAME = SupportedParameters.IDEMPOTENCY_KEY;

    private IdempotencyKeyHeader() {}

    /** The key of a request; its fingerprint is a hash of the body. */
    static IdempotencyKey of(List<String> headers, byte[] body) {
        if (headers.size() > 1) {
            throw new DomainException.Invalid(NAME + " must be given once.");
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return new IdempotencyKey(headers.getFirst(), HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
