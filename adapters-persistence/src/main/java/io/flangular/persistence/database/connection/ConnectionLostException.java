package io.flangular.persistence.database.connection;

import io.flangular.domain.DomainException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;

/** A connection was lost while it was used; the server rolls back its transaction. Its cause is the domain exception. */
final class ConnectionLostException extends R2dbcNonTransientResourceException {
    private static final long serialVersionUID = 1;
    private final boolean timedOut;

    ConnectionLostException(DomainException.Unavailable answer, boolean timedOut) {
        super(answer.getMessage(), answer);
        this.timedOut = timedOut;
    }

    /** Whether the loss was noticed by a time-out. */
    boolean timedOut() {
        return timedOut;
    }
}
