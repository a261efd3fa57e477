package io.flangular.domain.link;

import java.time.Instant;

/**
 * A one-time link to choose a password.
 *
 * @param hash of its code
 * @param userId the user whose password it sets
 * @param issuerId the administrator who issued it; it is valid only while the issuer is an administrator
 * @param endsAt when it expires
 */
public record OneTimeLink(String hash, long userId, long issuerId, LinkPurpose purpose, Instant endsAt) {}
