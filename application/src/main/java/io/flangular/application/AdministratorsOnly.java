package io.flangular.application;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.Caller;
import io.flangular.domain.resource.Permission;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** What is for administrators alone. */
public final class AdministratorsOnly {
    private AdministratorsOnly() {}

    /** That work, or a refusal as not allowed. */
    public static <T> Mono<T> run(Caller caller, Supplier<Mono<T>> work) {
        return Mono.defer(() -> caller.permissions().contains(Permission.ADMINISTER)
                ? work.get()
                : Mono.error(new DomainException.NotAllowed("Only administrators may do this.")));
    }
}
