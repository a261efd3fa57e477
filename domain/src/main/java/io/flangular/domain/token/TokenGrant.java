package io.flangular.domain.token;

import io.flangular.domain.PrintableText;
import io.flangular.domain.resource.Violations;
import java.time.Duration;
import java.time.Instant;

/**
 * What a user grants to a script.
 *
 * @param hash of the secret that the script knows
 * @param userId of the owner, in whose name the script acts
 * @param name by which the owner tells it from others; at most 100 characters
 * @param endsAt from when on it opens nothing; every token ends, since forgotten ones are what leaks
 */
public record TokenGrant(
        TokenHash hash, long userId, String name, TokenScope scope, Instant createdAt, Instant endsAt) {
    /** The greatest length of a name, in units of UTF-16. */
    public static final int MAX_NAME_LENGTH = 100;

    /** The longest time that a token can live: the same day of the next year. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** Refuses what breaks a rule as invalid. */
    public TokenGrant {
        name = name.strip();
        new Violations()
                .require(!name.isEmpty(), "name", "must not be empty")
                .require(name.length() <= MAX_NAME_LENGTH, "name", "must have at most 100 characters")
                .require(PrintableText.holds(name), "name", "must not have control characters")
                .require(endsAt.isAfter(createdAt), "ends", "must be in the future")
                .require(!endsAt.isAfter(createdAt.plus(LONGEST)), "ends", "must be within a year")
                .check();
    }
}
