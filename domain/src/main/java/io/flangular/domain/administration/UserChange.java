package io.flangular.domain.administration;

import io.flangular.domain.user.Role;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator changes about a user; null for what stays as it is.
 *
 * @param name empty for no name
 */
public record UserChange(@Nullable String name, @Nullable Role role, @Nullable Boolean disabled) {}
