package io.flangular.domain.apitoken;

import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.access.Permission;
import io.flangular.domain.user.User;
import java.util.EnumSet;
import java.util.Set;

/** An active API token and its owner. */
public record UserApiToken(ApiToken token, User user) {
    /** The owner, limited to the scope of the token and to the owner's current role, and never an administrator. */
    public Caller caller() {
        Set<Permission> permissions = EnumSet.copyOf(token.grant().scope().permissions());
        permissions.retainAll(user.role().permissions());
        return new Caller(user.id(), user.displayName(), permissions);
    }
}
