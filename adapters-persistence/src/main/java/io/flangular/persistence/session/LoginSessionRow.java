package io.flangular.persistence.session;

import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.persistence.database.Instants;
import io.r2dbc.spi.Readable;
import java.util.Objects;

/** A row of the table {@code login_session}. */
final class LoginSessionRow {
    static final String COLUMNS =
            "id, handle, account_id, authenticated_at, ends_at, revoked_at, last_seen_at, address, browser";

    private LoginSessionRow() {}

    static Session session(Readable row) {
        return new Session(
                new SessionId(text(row, "id")),
                text(row, "handle"),
                Objects.requireNonNull(row.get("account_id", Long.class)),
                Instants.get(row, "authenticated_at"),
                Instants.get(row, "ends_at"),
                Instants.find(row, "revoked_at"),
                Instants.get(row, "last_seen_at"),
                text(row, "address"),
                row.get("browser", String.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
