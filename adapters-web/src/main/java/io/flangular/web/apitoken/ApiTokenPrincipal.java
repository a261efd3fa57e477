package io.flangular.web.apitoken;

import io.flangular.domain.apitoken.UserApiToken;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.access.Permission;
import io.flangular.web.access.AuthenticatedPrincipal;

/** The principal of a request with an API token. */
record ApiTokenPrincipal(UserApiToken current) implements AuthenticatedPrincipal {
    @Override
    public Caller caller() {
        return current.caller();
    }

    boolean mayWrite() {
        return caller().permissions().contains(Permission.WRITE);
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
