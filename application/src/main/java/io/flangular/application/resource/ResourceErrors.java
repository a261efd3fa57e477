package io.flangular.application.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.schema.Stored;
import org.jspecify.annotations.Nullable;

/** Errors that every collection has in common. */
final class ResourceErrors {
    private ResourceErrors() {}

    static DomainException notFound(Resource<?> resource, long id) {
        return new DomainException.NotFound("There is no " + resource.name() + " with the id " + id + ".");
    }

    /**
     * A concurrent modification.
     *
     * @param current the row as it is stored now; null when it was deleted
     */
    static DomainException conflict(Resource<?> resource, @Nullable Stored<?> current) {
        return new DomainException.Conflict(
                "Somebody else has " + (current == null ? "deleted" : "changed") + " this " + resource.name()
                        + " in the meantime.",
                current);
    }
}
