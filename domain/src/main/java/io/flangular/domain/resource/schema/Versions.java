package io.flangular.domain.resource.schema;

import java.util.Set;

/** The versions of a row that a caller accepts to find when changing it. */
public sealed interface Versions {
    /** Whichever version there is. */
    Versions ANY = new Any();

    /** One of these and no other; none at all when the set is empty. */
    static Versions oneOf(Set<Long> accepted) {
        return new OneOf(Set.copyOf(accepted));
    }

    boolean accept(long version);

    /** See {@link #ANY}. */
    record Any() implements Versions {
        @Override
        public boolean accept(long version) {
            return true;
        }
    }

    /** See {@link #oneOf}. */
    record OneOf(Set<Long> accepted) implements Versions {
        @Override
        public boolean accept(long version) {
            return accepted.contains(version);
        }
    }
}
