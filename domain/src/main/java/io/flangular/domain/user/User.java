package io.flangular.domain.user;

import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user account.
 *
 * @param name the display name; null when not set
 * @param passwordHash null for an invited user who has not chosen a password yet
 * @param passwordChangedAt when the password was last changed; null when there is none, or it was not recorded
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

    /** The name, or the e-mail address when there is none. */
    public String displayName() {
        return name == null ? email.value() : name;
    }

    /** Whether the user is an administrator and not disabled. */
    public boolean isActiveAdministrator() {
        return !disabled && role == Role.ADMINISTRATOR;
    }

    /** The caller of the use cases of collections, with the permissions of the role. */
    public Caller caller() {
        return new Caller(id, displayName(), role.permissions());
    }
}
