package io.flangular.web.administration;

import io.flangular.domain.administration.UserChange;
import io.flangular.domain.user.Role;
import io.flangular.web.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * The body of a request to change a user; missing members are unchanged.
 *
 * @param password of the requesting administrator, required for some changes
 */
record UserChangeJson(UserChange change, @Nullable String password) {

    static Mono<UserChangeJson> in(ServerRequest request) {
        return JsonObject.in(request, "name", "role", "disabled", "password").map(UserChangeJson::of);
    }

    private static UserChangeJson of(JsonObject object) {
        String name = object.textOrNull("name");
        if (name == null && object.has("name")) {
            name = "";
        }
        Role role = object.has("role") ? object.choice("role", Role.class).orElse(null) : null;
        Boolean disabled = object.has("disabled") ? Boolean.valueOf(object.flag("disabled")) : null;
        String password = object.textOrNull("password");
        object.check();
        return new UserChangeJson(new UserChange(name, role, disabled), password);
    }

    @Override
    public String toString() {
        return "UserChangeJson[" + change + "]";
    }
}
