package io.flangular.application;

import io.flangular.domain.resource.access.Caller;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Restricts use cases to administrators. */
public final class AdministratorGuard {
    private AdministratorGuard() {}

    /** Runs the work; not allowed to non-administrators. */
    public static <T> Mono<T> run(Caller caller, Supplier<Mono<T>> work) {
        return Mono.defer(() -> {
            caller.requireAdministrator();
            return work.get();
        });
    }
}
