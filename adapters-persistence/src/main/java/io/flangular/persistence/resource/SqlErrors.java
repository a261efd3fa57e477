package io.flangular.persistence.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.query.QueryBuilder;
import io.flangular.persistence.database.connection.Causes;
import io.r2dbc.spi.R2dbcException;

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
        return switch (sqlStateClass(failure)) {
            case DATA_EXCEPTION ->
                new DomainException.Invalid("DataError", "A value is too long or too large for its column.");
            case CONSTRAINT_VIOLATION ->
                new DomainException.Invalid(
                        "IntegrityError", "The values are at odds with another row or with a rule of the table.");
            default -> failure;
        };
    }

    /** Translates errors caused by conditions to {@link DomainException.Invalid}; returns others unchanged. */
    static Throwable translateTooComplex(Throwable failure) {
        return sqlStateClass(failure).equals(LIMIT_EXCEEDED)
                ? new DomainException.Invalid(
                        QueryBuilder.MESSAGE,
                        "A pattern, or the conditions together, are too complex for the database.")
                : failure;
    }

    /** The class of the SQL state, its first two characters; empty when there is none. */
    private static String sqlStateClass(Throwable failure) {
        return Causes.find(failure, R2dbcException.class)
                .map(R2dbcException::getSqlState)
                .filter(state -> state.length() >= 2)
                .map(state -> state.substring(0, 2))
                .orElse("");
    }
}
