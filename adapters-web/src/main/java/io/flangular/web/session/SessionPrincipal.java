package io.flangular.web.session;

import io.flangular.domain.resource.Caller;
import io.flangular.domain.resource.Permission;
import io.flangular.domain.session.UserSession;
import io.flangular.web.Authenticated;
import java.util.EnumSet;

/** Who sent a request that passed a gate: the exchange's principal, whose name is the e-mail address. */
public record SessionPrincipal(UserSession current) implements Authenticated {
    @Override
    public Caller caller() {
        String name = current.user().name();
        return new Caller(
                current.user().id(),
                name == null ? getName() : name,
                EnumSet.of(Permission.READ, Permission.WRITE, Permission.ADMINISTER));
    }

    @Override
    public boolean inPerson() {
        return true;
    }

    @Override
    public String getName() {
        return current.user().email().value();
    }
}
