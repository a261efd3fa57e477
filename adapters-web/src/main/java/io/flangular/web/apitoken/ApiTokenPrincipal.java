package io.flangular.web.apitoken;

import io.flangular.domain.apitoken.ApiTokenScope;
import io.flangular.domain.apitoken.UserApiToken;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.access.Permission;
import io.flangular.domain.user.User;
import io.flangular.web.access.AuthenticatedPrincipal;
import java.util.EnumSet;
import java.util.Set;

/**
 * The principal of a request with an API token: the owner, limited to the scope of the token and to the owner's current
 * role, and never an administrator.
 */
record ApiTokenPrincipal(UserApiToken current) implements AuthenticatedPrincipal {
    @Override
    public Caller caller() {
        User user = current.user();
        return new Caller(user.id(), user.displayName(), permissions());
    }

    private Set<Permission> permissions() {
        Set<Permission> permissions = current.token().grant().scope() == ApiTokenScope.WRITE
                ? EnumSet.of(Permission.READ, Permission.WRITE)
                : EnumSet.of(Permission.READ);
        permissions.retainAll(current.user().role().permissions());
        return permissions;
    }

    boolean mayWrite() {
        return permissions().contains(Permission.WRITE);
    }

    @Override
    public boolean hasSession() {
        return false;
    }

    @Override
    public String getName() {
        return current.user().email().value();
    }
}
