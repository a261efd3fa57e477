package io.flangular.domain.link;

import java.time.Instant;

/**
 * A link that was made.
 *
 * @param hash of its code
 * @param userId whose password can be chosen with it
 * @param issuerId the administrator who issued it; it works while that is one
 * @param endsAt from when on it no longer works
 */
public record OneTimeLink(String hash, long userId, long issuerId, LinkPurpose purpose, Instant endsAt) {}
