package io.flangular.application;

import io.flangular.domain.resource.Caller;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** What is for administrators alone. */
public final class AdministratorsOnly {
    private AdministratorsOnly() {}

    /** That work, or a refusal as not allowed. */
    public static <T> Mono<T> run(Caller caller, Supplier<Mono<T>> work) {
        return Mono.defer(() -> {
            caller.requireAdministrator();
            return work.get();
        });
    }
}
