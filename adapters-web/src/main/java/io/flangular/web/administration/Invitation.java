package io.flangular.web.administration;

import io.flangular.domain.user.Role;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.web.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * The body of a request to invite a user.
 *
 * @param password of the requesting administrator, required to invite another administrator
 */
record Invitation(
        EmailAddress email,
        @Nullable String name,
        Role role,
        @Nullable String password) {

    static Mono<Invitation> in(ServerRequest request) {
        return JsonObject.in(request, "email", "name", "role", "password").map(Invitation::of);
    }

    private static Invitation of(JsonObject object) {
        Optional<EmailAddress> email = EmailAddress.parse(object.text("email"));
        String name = object.textOrNull("name");
        Optional<Role> role = object.choice("role", Role.class);
        String password = object.textOrNull("password");
        object.require(email.isPresent(), "email", "must be an e-mail address").check();
        return new Invitation(email.orElseThrow(), name, role.orElseThrow(), password);
    }

    @Override
    public String toString() {
        return "Invitation[" + email + "]";
    }
}
