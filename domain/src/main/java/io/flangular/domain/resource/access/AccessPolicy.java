package io.flangular.domain.resource.access;

/** The access policy of a collection. It is enforced in the use cases, so that no route can bypass it. */
@FunctionalInterface
public interface AccessPolicy {
    /** Allows the permissions of the caller's role and of the scope of the API token. */
    AccessPolicy DEFAULT = (caller, permission) -> caller.permissions().contains(permission);

    boolean allows(Caller caller, Permission permission);
}
