package io.flangular.domain.apitoken;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored API token.
 *
 * @param lastUsedAt when it was last used, to the minute; null when never
 * @param revokedAt when its owner or an administrator revoked it; null when not revoked
 */
public record ApiToken(
        long id,
        ApiTokenGrant grant,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    /** Whether it is neither revoked nor expired at this instant. */
    public boolean activeAt(Instant instant) {
        return revokedAt == null && instant.isBefore(grant.endsAt());
    }
}
