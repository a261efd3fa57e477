package io.flangular.persistence.session;

import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.persistence.database.Instants;
import io.flangular.persistence.database.Values;
import io.r2dbc.spi.Readable;

/** A row of the table {@code login_session}. */
final class LoginSessionRow {
    static final String COLUMNS =
            "id, handle, account_id, authenticated_at, ends_at, revoked_at, last_seen_at, address, browser";

    private LoginSessionRow() {}

    static Session session(Readable row) {
        return new Session(
                new SessionId(Values.text(row, "id")),
                Values.text(row, "handle"),
                Values.number(row, "account_id"),
                Instants.get(row, "authenticated_at"),
                Instants.get(row, "ends_at"),
                Instants.find(row, "revoked_at"),
                Instants.get(row, "last_seen_at"),
                Values.text(row, "address"),
                row.get("browser", String.class));
    }
}
