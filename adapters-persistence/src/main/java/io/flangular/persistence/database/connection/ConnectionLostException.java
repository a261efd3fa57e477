package io.flangular.persistence.database.connection;

import io.flangular.domain.DomainException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;

/** A connection was lost while it was used, and the server rolls back its transaction. The cause is the answer. */
final class ConnectionLostException extends R2dbcNonTransientResourceException {
    private static final long serialVersionUID = 1;
    private final boolean timedOut;

    ConnectionLostException(DomainException.Unavailable answer, boolean timedOut) {
        super(answer.getMessage(), answer);
        this.timedOut = timedOut;
    }

    /** Whether a time limit has passed before the loss was noticed. */
    boolean timedOut() {
        return timedOut;
    }
}
