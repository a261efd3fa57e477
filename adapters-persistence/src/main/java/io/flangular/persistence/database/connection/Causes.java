package io.flangular.persistence.database.connection;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The chain of causes of a failure, which itself comes first. */
public final class Causes {
    private Causes() {}

    /** All causes. */
    public static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** The first cause of a type. */
    public static <T> Optional<T> find(Throwable failure, Class<T> type) {
        return of(failure).filter(type::isInstance).map(type::cast).findFirst();
    }
}
