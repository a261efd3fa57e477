package io.flangular.domain.user;

import io.flangular.domain.resource.access.Permission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The role of a user. Each role includes the permissions of the previous one. */
public enum Role {
    /** Reads rows. */
    VIEWER(EnumSet.of(Permission.READ)),
    /** Also creates, changes and deletes rows. */
    EDITOR(EnumSet.of(Permission.READ, Permission.WRITE)),
    /** Also manages users and reads the audit log. */
    ADMINISTRATOR(EnumSet.of(Permission.READ, Permission.WRITE, Permission.ADMINISTER));

    private final Set<Permission> permissions;

    Role(EnumSet<Permission> permissions) {
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }
}
