package io.flangular.domain.apitoken;

import io.flangular.domain.resource.access.Permission;
import java.util.Set;

/** The permissions that a token grants, within those of its owner. No scope makes an administrator. */
public enum ApiTokenScope {
    /** Read rows. */
    READ(Set.of(Permission.READ)),
    /** Read, create, change and delete rows. */
    WRITE(Set.of(Permission.READ, Permission.WRITE));

    private final Set<Permission> permissions;

    ApiTokenScope(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    public Set<Permission> permissions() {
        return permissions;
    }
}
