package io.flangular.domain.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant that was made.
 *
 * @param lastUsedAt when it last opened something, to the minute; null when it never did
 * @param revokedAt when its owner or an administrator ended it; null while nobody did
 */
public record ApiToken(long id, TokenGrant grant, @Nullable Instant lastUsedAt, @Nullable Instant revokedAt) {

    /** Whether it is still good at that instant. */
    public boolean activeAt(Instant instant) {
        return revokedAt == null && instant.isBefore(grant.endsAt());
    }
}
