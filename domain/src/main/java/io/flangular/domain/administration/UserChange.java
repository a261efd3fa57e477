package io.flangular.domain.administration;

import io.flangular.domain.user.Role;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a user by an administrator; null leaves a property unchanged.
 *
 * @param name empty to remove the name
 */
public record UserChange(
        @Nullable String name,
        @Nullable Role role,
        @Nullable Boolean disabled) {}
