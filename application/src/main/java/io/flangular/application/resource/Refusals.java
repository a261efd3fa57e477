package io.flangular.application.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.Stored;
import org.jspecify.annotations.Nullable;

/** The refusals of every collection, in its own words. */
final class Refusals {
    private Refusals() {}

    static DomainException notFound(Resource<?> resource, long id) {
        return new DomainException.NotFound("There is no " + resource.name() + " with the id " + id + ".");
    }

    /** Somebody was faster; what is stored now is null where they deleted it. */
    static DomainException conflict(Resource<?> resource, @Nullable Stored<?> current) {
        return new DomainException.Conflict(
                "Somebody else has " + (current == null ? "deleted" : "changed") + " this " + resource.name()
                        + " in the meantime.",
                current);
    }
}
