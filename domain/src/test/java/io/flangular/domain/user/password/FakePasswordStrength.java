package io.flangular.domain.user.password;

import java.util.Collection;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Takes the passwords for common that a test names, and those that hold what is known about their owner. */
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
