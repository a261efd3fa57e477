package io.flangular.domain.apitoken;

import io.flangular.domain.PrintableText;
import io.flangular.domain.resource.schema.Violations;
import java.time.Duration;
import java.time.Instant;

/**
 * The properties of an API token that its owner chooses.
 *
 * @param hash of the secret
 * @param userId of the owner, on whose behalf the script acts
 * @param name at most 100 characters
 * @param endsAt when it expires; every token expires, since forgotten tokens are the ones that leak
 */
public record ApiTokenGrant(
        ApiTokenHash hash, long userId, String name, ApiTokenScope scope, Instant createdAt, Instant endsAt) {
    public static final int MAX_NAME_LENGTH = 100;

    /** The maximum lifetime: until the same day of the next year. */
    public static final Duration MAX_LIFETIME = Duration.ofDays(366);

    /** Validates the properties; fails as {@code Invalid}. */
    public ApiTokenGrant {
        name = name.strip();
        new Violations()
                .require(!name.isEmpty(), "name", "must not be empty")
                .require(name.length() <= MAX_NAME_LENGTH, "name", "must have at most 100 characters")
                .require(PrintableText.holds(name), "name", "must not have control characters")
                .require(endsAt.isAfter(createdAt), "ends", "must be in the future")
                .require(!endsAt.isAfter(createdAt.plus(MAX_LIFETIME)), "ends", "must be within a year")
                .check();
    }
}
