package io.flangular.domain.user;

import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user to add.
 *
 * @param passwordHash null for an invited user, who chooses a password later
 */
public record NewUser(
        EmailAddress email,
        @Nullable String name,
        Role role,
        @Nullable PasswordHash passwordHash,
        Instant createdAt) {}
