package io.flangular.web.administration;

import io.flangular.domain.administration.UserChange;
import io.flangular.domain.user.Role;
import io.flangular.web.JsonObject;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Reads what is to become of a user: what is left out stays as it is. */
final class UserChangeJson {
    private UserChangeJson() {}

    /** The change in the body of a request. */
    static Mono<UserChange> in(ServerRequest request) {
        return JsonObject.in(request, "name", "role", "disabled").map(UserChangeJson::of);
    }

    private static UserChange of(JsonObject object) {
        String name = object.textOrNull("name");
        if (name == null && object.has("name")) {
            name = "";
        }
        Role role = object.has("role") ? object.choice("role", Role.class).orElse(null) : null;
        Boolean disabled = object.has("disabled") ? Boolean.valueOf(object.flag("disabled")) : null;
        object.check();
        return new UserChange(name, role, disabled);
    }
}
