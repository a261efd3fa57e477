package io.flangular.web.account;

import io.flangular.web.json.JsonObject;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * The body of a request to change the password.
 *
 * @param password the one that is to be replaced
 */
record PasswordChange(String password, String newPassword) {

    /** Reads the body of a request. */
    static Mono<PasswordChange> in(ServerRequest request) {
        return JsonObject.in(request, "password", "new_password").map(object -> {
            PasswordChange change = new PasswordChange(object.text("password"), object.text("new_password"));
            object.check();
            return change;
        });
    }

    @Override
    public String toString() {
        return "PasswordChange[…]";
    }
}
