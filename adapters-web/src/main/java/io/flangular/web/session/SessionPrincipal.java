package io.flangular.web.session;

import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.User;
import io.flangular.web.access.AuthenticatedPrincipal;

/** The principal of a request with a session. Its name is the e-mail address. */
public record SessionPrincipal(UserSession current) implements AuthenticatedPrincipal {
    @Override
    public Caller caller() {
        User user = current.user();
        return new Caller(user.id(), user.displayName(), user.role().permissions());
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
