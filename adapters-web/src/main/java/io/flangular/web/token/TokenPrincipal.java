package io.flangular.web.token;

import io.flangular.domain.resource.Caller;
import io.flangular.domain.resource.Permission;
import io.flangular.domain.token.TokenScope;
import io.flangular.domain.token.UserToken;
import io.flangular.web.Authenticated;
import java.util.EnumSet;
import java.util.Set;

/** A script that acts in the name of a token's owner, within the token's scope and never as an administrator. */
record TokenPrincipal(UserToken current) implements Authenticated {
    @Override
    public Caller caller() {
        String name = current.user().name();
        return new Caller(current.user().id(), name == null ? getName() : name, permissions());
    }

    private Set<Permission> permissions() {
        return mayWrite() ? EnumSet.of(Permission.READ, Permission.WRITE) : EnumSet.of(Permission.READ);
    }

    boolean mayWrite() {
        return current.token().grant().scope() == TokenScope.WRITE;
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
