package io.flangular.domain.administration;

import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.User;
import org.jspecify.annotations.Nullable;

/**
 * The user who requests a change that may require the password.
 *
 * @param current the session of the request
 * @param password the requester's own password; null when not given
 */
public record Requester(UserSession current, @Nullable String password, Client client) {
    /** The caller of the use cases of collections. */
    public Caller caller() {
        User user = current.user();
        return user.caller();
    }

    @Override
    public String toString() {
        return "Requester[" + current.user().id() + "]";
    }
}
