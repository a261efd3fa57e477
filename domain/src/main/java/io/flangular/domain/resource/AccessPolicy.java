package io.flangular.domain.resource;

/** Who may do what in a collection. It is asked below the web, so that no route can be forgotten. */
@FunctionalInterface
public interface AccessPolicy {
    /** Everybody does what they may do in general, by their role or by the scope of their token. */
    AccessPolicy DEFAULT = (caller, permission) -> caller.permissions().contains(permission);

    /** Whether this caller may do that. */
    boolean allows(Caller caller, Permission permission);
}
