package io.flangular.web.session;

import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.session.UserSession;
import io.flangular.web.access.AuthenticatedPrincipal;

/** The principal of a request with a session. Its name is the e-mail address. */
public record SessionPrincipal(UserSession current) implements AuthenticatedPrincipal {
    @Override
    public Caller caller() {
        return current.user().caller();
    }

    @Override
    public boolean hasSession() {
        return true;
    }

    @Override
    public String getName() {
        return current.user().email().value();
    }
}
