package io.flangular.persistence.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.QueryBuilder;
import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;

/**
 * What the database refuses although the record does not: a column may be narrower than its field, or carry a constraint
 * of its own, and a condition may need more than the database has. That is the caller's mistake, and is called as in the
 * collection protocol.
 */
final class Refusals {
    private static final String DATA_EXCEPTION = "22";
    private static final String CONSTRAINT_VIOLATION = "23";
    /** Such as a pattern with tens of thousands of {@code %}, for which PostgreSQL's stack is too small. */
    private static final String LIMIT_EXCEEDED = "54";

    private Refusals() {}

    /** A refusal of values as a {@link DomainException}; any other failure as it is. */
    static Throwable told(Throwable failure) {
        String state = sqlState(failure);
        if (state != null && state.startsWith(DATA_EXCEPTION)) {
            return new DomainException.Invalid("DataError", "A value is too long or too large for its column.");
        }
        if (state != null && state.startsWith(CONSTRAINT_VIOLATION)) {
            return new DomainException.Invalid(
                    "IntegrityError", "The values are at odds with another row or with a rule of the table.");
        }
        return failure;
    }

    /** A refusal of conditions as a {@link DomainException}; any other failure as it is. */
    static Throwable tooComplex(Throwable failure) {
        String state = sqlState(failure);
        return state != null && state.startsWith(LIMIT_EXCEEDED)
                ? new DomainException.Invalid(
                        QueryBuilder.MESSAGE,
                        "A pattern, or the conditions together, are too complex for the database.")
                : failure;
    }

    private static @Nullable String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException database) {
                return database.getSqlState();
            }
        }
        return null;
    }
}
