package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import java.util.Set;

/**
 * Who wants something of a collection.
 *
 * @param id of the user
 * @param name by which others know them
 * @param permissions what this caller may do in general; a collection's {@link AccessPolicy} has the last word
 */
public record Caller(long id, String name, Set<Permission> permissions) {
    /** Keeps the permissions as they are now. */
    public Caller {
        permissions = Set.copyOf(permissions);
    }

    /** Refuses with {@link DomainException.NotAllowed} who is no administrator. */
    public void requireAdministrator() {
        if (!permissions.contains(Permission.ADMINISTER)) {
            throw new DomainException.NotAllowed("Only administrators may do this.");
        }
    }
}
