package io.flangular.domain.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may log in, unless disabled.
 *
 * @param name how the person likes to be called; null when it was never said
 * @param passwordHash null for somebody who was invited and has not chosen a password yet
 * @param passwordChangedAt when the password was chosen; null when it never was, or before that was kept
 */
public record User(
        long id,
        EmailAddress email,
        @Nullable String name,
        Role role,
        @Nullable PasswordHash passwordHash,
        boolean disabled,
        Instant createdAt,
        @Nullable Instant passwordChangedAt) {

    /** How others know this person: the name, or the address where there is none. */
    public String displayName() {
        return name == null ? email.value() : name;
    }
}
