package io.flangular.persistence.session;

import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code login_session}. */
final class LoginSessionRow {
    static final String COLUMNS = "id, account_id, authenticated_at, ends_at, revoked_at";

    private LoginSessionRow() {}

    static Session session(Readable row) {
        return new Session(
                new SessionId(Objects.requireNonNull(row.get("id", String.class))),
                Objects.requireNonNull(row.get("account_id", Long.class)),
                Objects.requireNonNull(instant(row, "authenticated_at")),
                Objects.requireNonNull(instant(row, "ends_at")),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(Readable row, String column) {
        OffsetDateTime timestamp = row.get(column, OffsetDateTime.class);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
