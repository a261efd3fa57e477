package io.flangular.domain.user;

import io.flangular.domain.resource.Permission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a user may do in general. Each role may do what the one before may do. */
public enum Role {
    /** Sees rows. */
    VIEWER(EnumSet.of(Permission.READ)),
    /** Also adds, changes and deletes rows. */
    EDITOR(EnumSet.of(Permission.READ, Permission.WRITE)),
    /** Also manages users and reads the audit log. */
    ADMINISTRATOR(EnumSet.of(Permission.READ, Permission.WRITE, Permission.ADMINISTER));

    private final Set<Permission> permissions;

    Role(EnumSet<Permission> permissions) {
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    /** What somebody with this role may do; a collection's policy has the last word. */
    public Set<Permission> permissions() {
        return permissions;
    }
}
