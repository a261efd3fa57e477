package io.flangular.persistence.database.h2;

import io.r2dbc.h2.client.Client;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.mvstore.MVStore;
import org.springframework.beans.DirectFieldAccessor;

/**
 * The store that a connection of H2's driver uses. When a write fails for one connection, H2 closes the store for all;
 * a statement on another one may then wait in a loop that never ends (seen in 2.4.240), so none must be begun.
 */
final class ConnectionStore {
    private final SessionLocal session;
    private final MVStore store;
    private final AtomicBoolean abandoned = new AtomicBoolean();

    private ConnectionStore(SessionLocal session) {
        this.session = session;
        this.store = session.getDatabase().getStore().getMvStore();
    }

    /** The store of a connection, which the driver does not publish. */
    static ConnectionStore of(Connection connection) {
        Client client = (Client) Objects.requireNonNull(new DirectFieldAccessor(connection).getPropertyValue("client"));
        return new ConnectionStore((SessionLocal) client.getSession());
    }

    /** Whether the connection cannot be used any more. */
    boolean isClosed() {
        return abandoned.get() || store.getPanicException() != null || session.isClosed() || store.isClosed();
    }

    /** Marks the connection as closed, since a statement does not end, and returns the exception for it. */
    R2dbcNonTransientResourceException abandon() {
        abandoned.set(true);
        return closed();
    }

    /** The exception for the use of a closed store; its cause is the reason why H2 has closed it. */
    R2dbcNonTransientResourceException closed() {
        return new R2dbcNonTransientResourceException(
                "The database has been closed", "90098", ErrorCode.DATABASE_IS_CLOSED, store.getPanicException());
    }
}
