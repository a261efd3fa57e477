package io.flangular.domain.user;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who may log in, unless disabled.
 *
 * @param name how the person likes to be called; null when it was never said
 */
public record User(long id, EmailAddress email, @Nullable String name, PasswordHash passwordHash, boolean disabled) {}
