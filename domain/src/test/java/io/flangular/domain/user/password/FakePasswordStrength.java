package io.flangular.domain.user.password;

import java.util.Collection;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Reports the passwords of a test as common, and those that contain data of the user. */
public class FakePasswordStrength implements PasswordStrength {
    private final Set<String> common;

    /** These are common. */
    public FakePasswordStrength(String... common) {
        this.common = Set.of(common);
    }

    @Override
    public Mono<Boolean> isCommon(Password password, Collection<String> known) {
        return Mono.fromSupplier(() -> common.contains(password.value())
                || known.stream()
                        .anyMatch(each -> !each.isEmpty() && password.value().contains(each)));
    }
}
