package io.flangular.domain.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user who is about to be added.
 *
 * @param passwordHash null for somebody who is invited and chooses a password later
 */
public record NewUser(
        EmailAddress email, @Nullable String name, Role role, @Nullable PasswordHash passwordHash, Instant createdAt) {}
