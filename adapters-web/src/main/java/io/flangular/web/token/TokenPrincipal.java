package io.flangular.web.token;

import io.flangular.domain.resource.Caller;
import io.flangular.domain.resource.Permission;
import io.flangular.domain.token.TokenScope;
import io.flangular.domain.token.UserToken;
import io.flangular.domain.user.User;
import io.flangular.web.Authenticated;
import java.util.EnumSet;
import java.util.Set;

/**
 * A script that acts in the name of a token's owner: within the token's scope, within what the owner may do now, and
 * never as an administrator.
 */
record TokenPrincipal(UserToken current) implements Authenticated {
    @Override
    public Caller caller() {
        User user = current.user();
        return new Caller(user.id(), user.displayName(), permissions());
    }

    private Set<Permission> permissions() {
        Set<Permission> permissions = current.token().grant().scope() == TokenScope.WRITE
                ? EnumSet.of(Permission.READ, Permission.WRITE)
                : EnumSet.of(Permission.READ);
        permissions.retainAll(current.user().role().permissions());
        return permissions;
    }

    boolean mayWrite() {
        return permissions().contains(Permission.WRITE);
    }

    @Override
    public boolean inPerson() {
        return false;
    }

    @Override
    public String getName() {
        return current.user().email().value();
    }
}
