package io.flangular.domain.administration;

import io.flangular.domain.resource.Caller;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.User;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a change that may need the password again.
 *
 * @param current the session that the request came in with
 * @param password what was given as the requester's own password; null when nothing was
 */
public record Requester(UserSession current, @Nullable String password, Client client) {

    /** The same as the collections see them. */
    public Caller caller() {
        User user = current.user();
        return new Caller(user.id(), user.displayName(), user.role().permissions());
    }

    @Override
    public String toString() {
        return "Requester[" + current.user().id() + "]";
    }
}
