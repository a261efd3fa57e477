package io.flangular.web.session;

import io.flangular.domain.session.UserSession;
import java.security.Principal;

/** Who sent a request that passed a gate: the exchange's principal, whose name is the e-mail address. */
public record SessionPrincipal(UserSession current) implements Principal {
    @Override
    public String getName() {
        return current.user().email().value();
    }
}
