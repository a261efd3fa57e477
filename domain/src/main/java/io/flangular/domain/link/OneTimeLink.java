package io.flangular.domain.link;

import java.time.Instant;

/**
 * A link that was made.
 *
 * @param hash of its code
 * @param userId whose password can be chosen with it
 * @param endsAt from when on it no longer works
 */
public record OneTimeLink(String hash, long userId, LinkPurpose purpose, Instant endsAt) {}
