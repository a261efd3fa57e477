package io.flangular.persistence.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.query.QueryBuilder;
import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;

/**
 * Translates errors of the database that input causes although it satisfies the rules of the record: a column may be
 * narrower than its field or have its own constraint, and a condition may exceed a limit of the database. The messages
 * are those of Flask-Restless.
 */
final class SqlErrors {
    private static final String DATA_EXCEPTION = "22";
    private static final String CONSTRAINT_VIOLATION = "23";
    /** Such as a pattern with tens of thousands of {@code %}, for which PostgreSQL's stack is too small. */
    private static final String LIMIT_EXCEEDED = "54";

    private SqlErrors() {}

    /** Translates errors caused by values to {@link DomainException.Invalid}; returns any other failure unchanged. */
    static Throwable translate(Throwable failure) {
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

    /** Translates errors caused by conditions to {@link DomainException.Invalid}; returns others unchanged. */
    static Throwable translateTooComplex(Throwable failure) {
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
