package io.flangular.domain.resource.access;

import io.flangular.domain.DomainException;
import java.util.Set;

/**
 * The user who calls a use case of a collection.
 *
 * @param name the display name
 * @param permissions in general; the {@link AccessPolicy} of a collection decides
 */
public record Caller(long id, String name, Set<Permission> permissions) {
    public Caller {
        permissions = Set.copyOf(permissions);
    }

    /** Throws {@link DomainException.NotAllowed} for non-administrators. */
    public void requireAdministrator() {
        if (!permissions.contains(Permission.ADMINISTER)) {
            throw new DomainException.NotAllowed("Only administrators may do this.");
        }
    }
}
